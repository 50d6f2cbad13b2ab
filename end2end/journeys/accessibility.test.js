// What axe finds: nothing. It is a script, so these visits alone have JavaScript on and the policy off.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import axe from 'axe-core';
import { PAGES, SIZES, open, unfold, visit } from '../site.js';

const missing = (page) => open(page, '/nowhere');

/** What axe has against the page, a line each. */
async function found(page, options = {}) {
  await page.evaluate(axe.source);
  return page.evaluate(async (options) => {
    const { violations } = await window.axe.run(document, options);
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary}`),
    );
  }, options);
}

for (const colorScheme of ['light', 'dark']) {
  const seen = (viewport, walk) => visit({ javaScriptEnabled: true, bypassCSP: true, colorScheme, viewport }, walk);

  for (const [kind, go] of Object.entries({ ...PAGES, missing })) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      test(`${kind} page: axe finds nothing (${colorScheme}, ${size})`, () =>
        seen(viewport, async (page) => {
          await go(page);
          await unfold(page);
          assert.deepEqual(await found(page), []);
        }));
    }
  }

  // Verdicts that need the network: the same page in their colours.
  for (const tone of ['genuine', 'refused', 'ended', 'plain', 'unknown']) {
    test(`a verdict that is ${tone}: enough contrast (${colorScheme})`, () =>
      seen(SIZES.desk, async (page) => {
        await PAGES.good(page);
        await page.evaluate((tone) => {
          document.querySelector('.verdict').className = `verdict ${tone}`;
          document.querySelector('.report').classList.toggle('green', tone === 'genuine');
        }, tone);
        assert.deepEqual(await found(page, { runOnly: ['color-contrast'] }), []);
      }));
  }
}
