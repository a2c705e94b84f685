// SPDX-License-Identifier: GPL-3.0-or-later
// Playwright's `test` with a page that is watched: a violation of the content security policy, an
// error in the console or an uncaught exception fails the test that met it.

import {expect, test as base} from '@playwright/test';

export const test = base.extend({
  // Console errors a test brings about on purpose: a list of patterns to let pass.
  expected_errors: [[], {option: true}],
  page: async ({page, expected_errors}, use) => {
    const faults = [];
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    page.on('pageerror', (fault) => faults.push(String(fault)));
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    await use(page);
    expect(faults.filter((fault) => !expected_errors.some((known) => known.test(fault)))).toEqual([]);
  },
});

export {expect};

// Requires: the results page. Returns: the number of articles its heading gives.
export async function shown_total(page) {
  await expect(page.locator('main')).toHaveAttribute('aria-busy', 'false');
  return Number((await page.locator('.results-title').innerText()).replace(/\D/g, ''));
}

// The languages of the titles that carry a mark.
export const marked_languages = (page) => page.locator('.hit h3').evaluateAll((titles) => [...new Set(
  titles.filter((title) => title.closest('.hit').querySelector('mark')).map((title) => title.lang.split('-')[0]))]);
