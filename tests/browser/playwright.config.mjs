// SPDX-License-Identifier: GPL-3.0-or-later
// Playwright with the packaged chromium against a server that is already running with the sample
// archive: DRAGOMAN_URL says where, CHROMIUM which browser. Starts no server itself.

import {defineConfig} from '@playwright/test';

export default defineConfig({
  testDir: '.',
  outputDir: process.env.DRAGOMAN_TEST_OUTPUT ?? './test-results',
  workers: 1,
  timeout: 30000,
  expect: {timeout: 10000},
  forbidOnly: true,
  retries: 0,
  reporter: 'list',
  use: {
    baseURL: process.env.DRAGOMAN_URL ?? 'http://127.0.0.1:8080',
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: {width: 1280, height: 900},
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
        '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
});
