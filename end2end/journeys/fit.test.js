// Nothing is wider than the window: on a phone, at 200 % zoom, and at the 320 pixels of WCAG 1.4.10.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PAGES, SIZES, open, unfold, visit } from '../site.js';

const WINDOWS = {
  'a phone': { viewport: SIZES.phone },
  // A window of 1280 at 200 %: half the width, each pixel drawn as two.
  '200 % zoom': { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
  '320 pixels': { viewport: { width: 320, height: 640 } },
};
const missing = (page) => open(page, '/nowhere');

for (const [name, window] of Object.entries(WINDOWS)) {
  for (const [kind, go] of Object.entries({ ...PAGES, missing })) {
    test(`${kind} page: no sideways scrolling (${name})`, () =>
      visit(window, async (page) => {
        await go(page);
        await unfold(page);
        const { wide, wider } = await page.evaluate(() => ({
          wide: document.documentElement.scrollWidth - innerWidth,
          // What may scroll by itself says so; whatever else sticks out is named.
          wider: [...document.body.querySelectorAll('*')]
            .filter((element) => !element.closest('.scroll, .skip') && element.getBoundingClientRect().right > innerWidth)
            .map((element) => element.outerHTML.slice(0, 120)),
        }));
        assert.deepEqual(wider, []);
        assert.ok(wide <= 0, `${wide} pixels too wide`);
      }));
  }
}
