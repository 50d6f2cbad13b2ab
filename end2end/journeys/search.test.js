// Looking for something: from the front page to an entry by keyboard, without JavaScript and with suggestions.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import axe from 'axe-core';
import { SIZES, journey, open, sentence, type, visit } from '../site.js';

const COMPETENCY = '/competencies/s-12-handles-small-craft-in-coastal-waters';
const at = (path) => (url) => url.pathname === path;

/** Goes on with Tab to a link, and follows it. */
async function follow(page, path) {
  for (let stops = 0; stops < 80; stops += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((path) => document.activeElement?.getAttribute('href') === path, path)) {
      await page.keyboard.press('Enter');
      await page.waitForURL(at(path));
      return;
    }
  }
  assert.fail(`no link to ${path} is reached by Tab`);
}

journey('from the front page to a skill by keyboard', async (page) => {
  await open(page);
  await type(page, 'small craft');
  await page.keyboard.press('Enter');
  await page.waitForURL(at('/search'));
  assert.match(await page.getByRole('status').innerText(), /^\d+ results? in .* Exact names first\./);
  assert.equal(await page.getByRole('searchbox').inputValue(), 'small craft');
  assert.ok((await page.locator('.cards mark').count()) > 0, 'what was asked is marked');
  await follow(page, COMPETENCY);
  assert.match(await sentence(page), /small craft in coastal waters/);
});

journey('a code, however it is written', async (page) => {
  for (const written of ['S-12', 's.12', 'S 12']) {
    await open(page, '/search');
    await page.getByRole('searchbox').fill(written);
    await page.getByRole('searchbox').press('Enter');
    await page.waitForURL('**/search?q=*');
    const first = page.locator('.cards > li').first();
    assert.equal(await first.getByRole('link').first().getAttribute('href'), COMPETENCY, written);
    assert.match(await first.innerText(), /exact code/);
  }
});

journey('narrow down, widen again, and keep the basket', async (page) => {
  await open(page, '/search?q=boat&pick=x');
  if (await page.locator('.facets > summary').isVisible()) await page.locator('.facets > summary').click();
  await page.locator('.facets').getByRole('link', { name: 'Achievements' }).click();
  await page.waitForURL('**kind=achievement**');
  assert.match(page.url(), /pick=x/);
  await page.getByRole('link', { name: 'Drop Achievements' }).click();
  await page.waitForURL((url) => !url.search.includes('kind='));
  assert.match(page.url(), /pick=x/);
  await page.getByRole('searchbox').fill('compass');
  await page.getByRole('searchbox').press('Enter');
  await page.waitForURL('**q=compass**');
  assert.match(page.url(), /pick=x/);
  const add = page.getByRole('link', { name: /^Add to basket:/ }).first();
  assert.match(await add.getAttribute('href'), /^\/align\?pick=x&pick=[a-z0-9-]+$/);
});

journey('what is not here has a way on', async (page) => {
  await open(page, '/search?q=qqqqwwww&kind=course');
  assert.match(await page.getByRole('status').innerText(), /^No results/);
  await page.getByRole('link', { name: 'What there is in this registry' }).click();
  await page.waitForURL(at('/search'));
  assert.equal(await sentence(page), 'Find a skill or badge');
});

for (const [size, viewport] of Object.entries(SIZES)) {
  const scripted = (name, walk, options = {}) =>
    test(`${name} (${size}, with JavaScript)`, () => visit({ javaScriptEnabled: true, viewport, ...options }, walk));

  scripted('choose what is suggested by keyboard', async (page) => {
    await open(page);
    const box = page.getByRole('combobox');
    await box.focus();
    await page.keyboard.type('small cr');
    const list = page.getByRole('listbox', { name: 'Suggestions' });
    await list.waitFor();
    assert.equal(await box.getAttribute('aria-expanded'), 'true');
    assert.equal(await box.getAttribute('aria-controls'), await list.getAttribute('id'));
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowDown');
    assert.equal(await box.getAttribute('aria-activedescendant'), null, 'round and back in the box');
    await page.keyboard.press('ArrowDown');
    const chosen = page.getByRole('option', { selected: true });
    assert.equal(await box.getAttribute('aria-activedescendant'), await chosen.getAttribute('id'));
    const path = await chosen.getAttribute('data-path');
    await page.keyboard.press('Escape');
    assert.equal(await list.isVisible(), false);
    assert.equal(await box.getAttribute('aria-expanded'), 'false');
    assert.equal(await box.inputValue(), 'small cr', 'what was typed stays');
    await page.keyboard.type('a');
    await list.waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(at(path));
  });

  scripted('press one, or search as without it', async (page) => {
    await open(page, '/search');
    const box = page.getByRole('combobox');
    await box.pressSequentially('S-12');
    await page.getByRole('option').first().click();
    await page.waitForURL(at(COMPETENCY));
    await open(page, '/search');
    await page.getByRole('combobox').pressSequentially('compass');
    await page.getByRole('combobox').press('Enter');
    await page.waitForURL('**/search?q=compass');
    assert.ok((await page.locator('.cards > li').count()) > 0);
  });

  for (const path of ['/search', '/align']) {
    scripted(`the basket goes along with what is suggested on ${path}`, async (page) => {
      await open(page, `${path}?pick=coastal-boat-handling`);
      await page.getByRole('combobox').pressSequentially('S-12');
      await page.getByRole('option').first().click();
      await page.waitForURL('**/search?**q=Handles**');
      assert.match(page.url(), /pick=coastal-boat-handling/);
    });
  }

  scripted('copy the alignment of a hit', async (page) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await open(page, '/search?q=S-12');
    const first = page.locator('.cards > li').first();
    await first.locator('summary').click();
    await first.getByRole('button', { name: 'Copy' }).click();
    await first.getByRole('button', { name: 'Copied' }).waitFor();
    const alignment = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
    assert.match(alignment.targetName, /small craft in coastal waters/);
  });

  scripted('an answer is only text, and leads nowhere else', async (page) => {
    const items = [{ label: '<img src=x onerror=alert(1)>', kind: '<b>', code: null, path: '//evil.example/' }];
    await page.route('**/api/v1/suggest?*', (route) => route.fulfill({ json: { q: 'x', items } }));
    await open(page);
    await page.getByRole('combobox').pressSequentially('x');
    const option = page.getByRole('option').first();
    await option.waitFor();
    assert.match(await option.innerText(), /<img src=x onerror=alert\(1\)> <b>/);
    await option.click();
    assert.equal(new URL(page.url()).pathname, '/');
  });

  scripted(
    'open suggestions: axe finds nothing',
    async (page) => {
      await open(page);
      await page.getByRole('combobox').pressSequentially('boat');
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.evaluate(axe.source);
      const found = await page.evaluate(async () => (await window.axe.run(document)).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`));
      assert.deepEqual(found, []);
    },
    { bypassCSP: true },
  );
}
