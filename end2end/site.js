// How a journey visits the site: in Chromium, without JavaScript, with an ear on the browser's console.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

const { CHROMIUM = '/usr/bin/chromium', SITE } = process.env;
assert.ok(SITE, 'SITE names no site: run this by `bash end2end/run`');

/** Windows that every journey is made in. */
export const SIZES = {
  desk: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
};

// The site answers in milliseconds; what takes seconds is broken, and a slow machine is no reason to say so.
const PATIENCE_MS = 20_000;

/** A text of the corpus. */
const corpus = (name) => readFileSync(corpusFile(name), 'utf8');
export const corpusFile = (name) => new URL(`../tests/corpus/${name}/credential.json`, import.meta.url).pathname;

// Both are judged without the network: their issuers are keys.
export const GOOD = 'did-key_verified';
export const REFUSED = 'did-key-of-another_not-verified';

/** A presentation of the good one that nobody signed. */
const presentation = () =>
  JSON.stringify({
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiablePresentation'],
    verifiableCredential: [JSON.parse(corpus(GOOD))],
  });

/** The record among the examples. */
export const RECORD = '/verify?url=https%3A%2F%2Fharbour-college.example%2Frecords%2F2026-117';

/** Every kind of page, and how a visitor comes to it. */
export const PAGES = {
  home: (page) => open(page),
  good: (page) => check(page, { text: corpus(GOOD) }),
  refused: (page) => check(page, { text: corpus(REFUSED) }),
  several: (page) => check(page, { text: `[${corpus(GOOD)},${corpus(REFUSED)},{}]` }),
  error: (page) => check(page, { text: 'My badge is a very good badge.' }),
  // An example of the site's own, whose issuer it answers for.
  genuine: (page) => open(page, '/verify?url=https%3A%2F%2Fharbour-college.example%2Fbadges%2Fboat-handling'),
  record: (page) => open(page, RECORD),
  presentation: (page) => check(page, { text: presentation() }),
  document: (page) => open(page, '/for-issuers'),
  checks: (page) => open(page, '/checks'),
  issuer: (page) => open(page, '/issuers/harbour-technical-college'),
  achievement: (page) => open(page, '/achievements/coastal-boat-handling'),
  framework: (page) => open(page, '/frameworks/seamanship-for-small-craft'),
  competency: (page) => open(page, '/competencies/s-12-handles-small-craft-in-coastal-waters'),
  list: (page) => open(page, '/competencies'),
  search: (page) => open(page, '/search'),
  found: (page) => open(page, '/search?q=boat&pick=s-12-handles-small-craft-in-coastal-waters'),
  unfound: (page) => open(page, '/search?q=qqqqwwww&kind=course'),
};

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  });
});
after(() => browser?.close());

/** One journey, as a test in each size. */
export function journey(name, walk, sizes = SIZES) {
  for (const [size, viewport] of Object.entries(sizes)) {
    test(`${name} (${size})`, () => visit({ viewport }, walk));
  }
}

/**
 * A window of a fresh visitor. JavaScript is off unless `options` say otherwise. The visit fails where the console
 * names an error, which a breach of the policy is too, or where a page loads anything from elsewhere.
 */
export async function visit(options, walk) {
  const context = await browser.newContext({ javaScriptEnabled: false, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const complaints = [];
  try {
    const page = await context.newPage();
    page.on('console', (message) => {
      // That a page says 422 is what it was asked for.
      const own = /^Failed to load resource: .* status of 4\d\d/.test(message.text()) && isPage(message.location().url);
      if (['error', 'warning'].includes(message.type()) && !own) complaints.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => complaints.push(`script: ${error}`));
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== SITE) complaints.push(`asks elsewhere: ${request.url()}`);
    });
    page.on('requestfailed', (request) => {
      // Who leaves a page before its icon is there gives the icon up: that is no fault of the page.
      if (request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(`cannot be loaded: ${request.url()}`);
    });
    await walk(page);
  } finally {
    await context.close();
  }
  assert.deepEqual(complaints, []);
}

const isPage = (url) => URL.canParse(url) && !new URL(url).pathname.startsWith('/assets/');

/** Opens a path and gives the status. */
export async function open(page, path = '/') {
  const response = await page.goto(SITE + path);
  return response.status();
}

/** Fills the form on the front page, presses its button, and gives the status of what comes. */
export async function check(page, { text, file, link, recipient } = {}) {
  await open(page);
  if (text !== undefined) await page.getByLabel('Paste the badge').fill(text);
  if (file !== undefined) await page.getByLabel('or choose its file').setInputFiles(file);
  if (link !== undefined) await page.getByLabel('or give its link').fill(link);
  if (recipient !== undefined) await page.getByLabel('Whose should it be?').fill(recipient);
  return sent(page, () => page.getByRole('button', { name: 'Check it' }).click());
}

/** Does what sends the form, waits for the page that comes, and gives its status. */
export async function sent(page, send) {
  const [response] = await Promise.all([
    page.waitForResponse((response) => new URL(response.url()).pathname === '/verify'),
    send(),
  ]);
  await page.waitForURL('**/verify');
  return response.status();
}

/** The search box, found and filled by keyboard alone. */
export async function type(page, words) {
  for (let stops = 0; stops < 30; stops += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement?.matches('form[role=search] input[type=search]'))) {
      await page.keyboard.type(words);
      return;
    }
  }
  assert.fail('no search box is reached by Tab');
}

/** The one sentence of a page. */
export async function sentence(page) {
  const headings = await page.getByRole('heading', { level: 1 }).allInnerTexts();
  assert.equal(headings.length, 1, `one first heading, not ${JSON.stringify(headings)}`);
  return headings[0];
}

/** The answer to a question of the five. */
export async function answer(page, question) {
  const row = page.locator('.answers > div').filter({ has: page.getByText(question, { exact: true }) });
  return row.getByRole('definition').innerText();
}

/** Unfolds everything, as a visitor with patience would. */
export async function unfold(page) {
  const folded = page.locator('details:not([open]) > summary:visible');
  while ((await folded.count()) > 0) await folded.first().click();
}
