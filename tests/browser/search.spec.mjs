// SPDX-License-Identifier: GPL-3.0-or-later
// What a reader does, in a real browser against the real server with the sample archive: search in
// Chinese, narrow, open an article, go back, read Arabic, on a wide and on a narrow screen.

import AxeBuilder from '@axe-core/playwright';
import {expect, marked_languages, shown_total, test} from './watched_page.mjs';

const kName = '高市早苗';
const search_for = async (page, text) => {
  await page.getByLabel('Search the archive').fill(text);
  await page.locator('#q').press('Enter');
  await expect(page).toHaveURL(new RegExp(`[?&]q=${encodeURIComponent(text)}`));
};

test('the first page shows the newest articles, the facets and examples', async ({page}) => {
  await page.goto('/');
  await expect(page.locator('.hit').first()).toBeVisible();
  expect(await page.locator('.facet').count()).toBe(5);
  await page.getByRole('button', {name: kName}).click();
  await expect(page).toHaveURL(new RegExp(`q=${encodeURIComponent(kName)}`));
  await expect(page.locator('.hit mark').first()).toBeVisible();
});

test('a search in Chinese finds marked articles in several languages', async ({page}) => {
  await page.goto('/');
  await search_for(page, kName);
  await expect(page.locator('.hit mark').first()).toBeVisible();
  expect((await marked_languages(page)).length).toBeGreaterThan(2);
  await expect(page.locator('.notices .expansion').first()).toBeVisible();
  for (const title of await page.locator('.hit h3').all()) {
    expect(await title.getAttribute('lang')).toBeTruthy();
    expect(await title.getAttribute('dir')).toMatch(/^(ltr|rtl)$/);
  }
});

test('suggestions are taken with the keyboard, and are closed with Escape', async ({page}) => {
  await page.goto('/');
  const box = page.getByRole('combobox', {name: 'Search the archive'});
  await box.pressSequentially('高市');
  const first = page.getByRole('option').first();
  await expect(first).toContainText('Sanae Takaichi');
  await expect(box).toHaveAttribute('aria-expanded', 'true');
  expect(await serious_faults(page, '.search-box')).toEqual([]);
  await box.press('Escape');
  await expect(page.getByRole('listbox')).toBeHidden();
  await expect(box).toHaveValue('高市');
  await box.fill('高');
  await expect(first).toBeVisible();
  await box.press('ArrowDown');
  await expect(first).toHaveAttribute('aria-selected', 'true');
  await expect(box).toHaveAttribute('aria-activedescendant', await first.getAttribute('id'));
  const taken = (await first.locator('bdi').first().innerText()).trim();
  await box.press('Enter');
  await expect(page).toHaveURL(new RegExp(`q=${encodeURIComponent(taken)}`));
  await expect(page.getByRole('listbox')).toBeHidden();
});

test('a misspelt search says what was perhaps meant, as a search to follow', async ({page}) => {
  await page.goto('/?q=Takaihci');
  await expect(page.getByRole('heading', {name: 'No articles found'})).toBeVisible();
  await page.locator('.notices').getByRole('button', {name: 'Takaichi'}).click();
  await expect(page).toHaveURL(/q=Takaichi/);
  await expect(page.locator('.hit mark').first()).toBeVisible();
});

test('a facet narrows the search and is in the URL, exclusion and removal work', async ({page}) => {
  await page.goto(`/?q=${encodeURIComponent(kName)}`);
  const all = await shown_total(page);
  const languages = page.getByRole('group', {name: 'Languages'});
  const more = languages.getByRole('button', {name: /Show more/});
  if (await more.isVisible()) await more.click();
  await languages.locator('li', {hasText: 'German'}).getByRole('checkbox').check();
  await expect(page).toHaveURL(/language=de/);
  await expect.poll(() => shown_total(page)).toBeLessThan(all);
  const german = await shown_total(page);
  expect(german).toBeGreaterThan(0);

  await languages.locator('li', {hasText: 'French'}).getByRole('checkbox').check();
  await expect.poll(() => shown_total(page)).toBeGreaterThan(german);  // OR inside a facet

  await page.getByRole('button', {name: 'Clear all'}).click();
  await expect.poll(() => shown_total(page)).toBe(all);
  const value = languages.locator('li', {hasText: 'German'});
  await value.hover();
  await value.getByRole('button', {name: 'Exclude German'}).click();
  await expect(page).toHaveURL(/language=-de/);
  await expect.poll(() => shown_total(page)).toBe(all - german);

  await page.getByRole('button', {name: /Remove filter: .*German/}).click();
  await expect(page).not.toHaveURL(/language=/);
  await expect.poll(() => shown_total(page)).toBe(all);
});

test('an article opens with its marks, back returns to the same results and hit', async ({page}) => {
  await page.goto(`/?q=${encodeURIComponent(kName)}&language=en`);
  const total = await shown_total(page);
  const link = page.locator('.hit h3 a').first();
  const title = await link.innerText();
  await link.click();
  await expect(page).toHaveURL(/article=/);
  await expect(page.getByRole('heading', {level: 1})).toHaveText(title);
  await expect(page.getByRole('heading', {level: 1})).toBeFocused();
  await expect(page.locator('.article mark').first()).toBeVisible();
  expect(await page.locator('.article .body p').count()).toBeGreaterThan(0);
  await page.getByRole('link', {name: 'Back to the results'}).click();
  await expect(page).not.toHaveURL(/article=/);
  expect(await shown_total(page)).toBe(total);
  await expect(link).toBeFocused();
  await page.goForward();
  await expect(page.getByRole('heading', {level: 1})).toHaveText(title);
});

test('an Arabic article reads right to left, inside a page in either direction', async ({page}) => {
  await page.goto(`/?q=${encodeURIComponent(kName)}&language=ar`);
  await page.locator('.hit h3 a').first().click();
  const heading = page.getByRole('heading', {level: 1});
  await expect(heading).toHaveAttribute('dir', 'rtl');
  await expect(heading).toHaveAttribute('lang', 'ar');
  const direction = (locator) => locator.evaluate((node) => getComputedStyle(node).direction);
  expect(await direction(page.locator('.article .body p').first())).toBe('rtl');
  expect(await direction(page.locator('html'))).toBe('ltr');
  await page.getByLabel('Language of this page').selectOption('ar');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
  await expect(heading).toBeVisible();
});

test('reloading the URL restores the search, the filters, the period and the article', async ({page}) => {
  await page.goto(`/?q=${encodeURIComponent(kName)}&language=de&from=2026&sort=newest`);
  const total = await shown_total(page);
  expect(total).toBeGreaterThan(0);
  await page.locator('.hit h3 a').first().click();
  const title = await page.getByRole('heading', {level: 1}).innerText();
  await page.reload();
  await expect(page.getByRole('heading', {level: 1})).toHaveText(title);
  await expect(page.locator('#q')).toHaveValue(kName);
  await page.getByRole('link', {name: 'Back to the results'}).click();
  expect(await shown_total(page)).toBe(total);
  await page.reload();
  expect(await shown_total(page)).toBe(total);
  await expect(page.getByLabel('Sort by')).toHaveValue('newest');
  await expect(page.getByRole('textbox', {name: 'From'})).toHaveValue('2026');
  await expect(page.getByRole('checkbox', {name: 'German'})).toBeChecked();
});

test('a bar of the histogram chooses its period', async ({page}) => {
  await page.goto('/');
  const all = await shown_total_of_archive(page);
  await page.locator('.bar:not(.blank)').last().click();
  await expect(page).toHaveURL(/from=\d{4}-\d{2}-\d{2}&to=\d{4}-\d{2}-\d{2}/);
  await expect.poll(() => shown_total(page)).toBeLessThan(all);
  expect(await shown_total(page)).toBeGreaterThan(0);
  await page.goBack();
  await expect(page).not.toHaveURL(/from=/);
});

const shown_total_of_archive = async (page) => {
  await expect(page.locator('.took span').first()).toBeVisible();
  return Number((await page.locator('.took span').first().innerText()).replace(/\D/g, ''));
};

test.describe('on a narrow screen', () => {
  test.use({viewport: {width: 390, height: 844}});

  test('the facets are in a drawer that filters and closes', async ({page}) => {
    await page.goto(`/?q=${encodeURIComponent(kName)}`);
    const all = await shown_total(page);
    await expect(page.locator('.facets')).toBeHidden();
    await page.getByRole('button', {name: 'Filters'}).click();
    const drawer = page.getByRole('dialog', {name: 'Filters'});
    await expect(drawer).toBeVisible();
    await drawer.getByRole('checkbox', {name: 'French'}).check();
    await expect(page).toHaveURL(/language=fr/);
    await drawer.getByRole('button', {name: /Show \d+ article/}).click();
    await expect(drawer).toBeHidden();
    await expect.poll(() => shown_total(page)).toBeLessThan(all);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });
});

test.describe('what can fail', () => {
  test.use({expected_errors: [[/status of (400|404|503)/, /ERR_/], {option: true}]});

  test('an unknown article and an answer that never comes are said in words', async ({page}) => {
    await page.goto('/?article=no%2Fsuch%20article');
    await expect(page.getByRole('alert')).toContainText('not in the archive');
    await page.route('**/api/v1/search*', (route) => route.abort());
    await page.getByRole('link', {name: 'Back to the results'}).click();
    await expect(page.getByRole('alert')).toContainText('did not answer');
    await page.unroute('**/api/v1/search*');
    await page.getByRole('button', {name: 'Try again'}).click();
    await expect(page.locator('.hit').first()).toBeVisible();
  });

  test('a problem is shown with the detail the server gives', async ({page}) => {
    await page.route('**/api/v1/search*', (route) => route.fulfill({
      status: 400, contentType: 'application/problem+json',
      body: JSON.stringify({title: 'Bad', status: 400, detail: 'Say it <b>otherwise</b>.', errors: [{param: 'q', position: 3, hint: 'close it'}]}),
    }));
    await page.goto('/?q=x');
    await expect(page.getByRole('alert')).toContainText('Say it <b>otherwise</b>.');
    await expect(page.getByRole('alert')).toContainText('close it');
  });
});

test('text of an article is never taken for HTML', async ({page}) => {
  const hit = {id: 'x', title: [{text: '<img src=x onerror=alert(1)>', match: true}], snippet: [], language: 'en', dir: 'ltr'};
  await page.route('**/api/v1/search*', (route) => route.fulfill({json: {total: 1, hits: [hit], facets: {}}}));
  await page.goto('/?q=x');
  await expect(page.locator('.hit mark')).toHaveText('<img src=x onerror=alert(1)>');
  expect(await page.locator('.hit img').count()).toBe(0);
});

for (const scheme of ['light', 'dark']) {
  test(`axe finds nothing serious in ${scheme} colours`, async ({page}) => {
    test.setTimeout(120000);  // axe reads every node of three pages
    await page.emulateMedia({colorScheme: scheme, reducedMotion: 'reduce'});
    for (const address of ['/', `/?q=${encodeURIComponent(kName)}&language=de&language=-fr`]) {
      await page.goto(address);
      await expect(page.locator('.hit').first()).toBeVisible();
      expect(await serious_faults(page)).toEqual([]);
    }
    await page.locator('.hit h3 a').first().click();
    await expect(page.locator('.article')).toBeVisible();
    expect(await serious_faults(page)).toEqual([]);
  });
}

async function serious_faults(page, part = 'html') {
  const {violations} = await new AxeBuilder({page}).include(part).analyze();
  return violations.filter(({impact}) => impact === 'serious' || impact === 'critical')
    .map(({id, nodes}) => `${id}: ${nodes.map((node) => node.target).join(', ')}`);
}
