// From the front page to a copied alignment, on the data of the field: ESCO, the Common Core, the Credential Registry.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { SIZES, open, type, visit } from '../site.js';

const { SCHEMA, TOUCHSTONE } = process.env;
assert.ok(SCHEMA && TOUCHSTONE, 'SCHEMA and TOUCHSTONE name nothing: run this by `bash end2end/run`');

/** Whether something is an `Alignment` of the published schema of Open Badges 3.0. */
const isAlignment = (() => {
  const { $schema, $defs } = JSON.parse(readFileSync(SCHEMA, 'utf8'));
  return new Ajv2019().compile({ $schema, $defs, $ref: '#/$defs/Alignment' });
})();
assert.equal(isAlignment({ type: ['Alignment'] }), false, 'the schema is that of an alignment');

/** What an issuer asks for, and what has to come first. */
const ASKED = [
  ['data analysis', /"targetUrl": "http:\/\/data\.europa\.eu\/esco\/skill\//],
  ['CCSS.Math.Content.3.OA.A.2', /Math\/Content\/3\/OA\/A\/2"/],
  ['ccss-math-content-3-oa-a-2', /Math\/Content\/3\/OA\/A\/2"/],
  ['CCSS Math Content 3 OA A 2:', /Math\/Content\/3\/OA\/A\/2"/],
  ['3.OA.A.2', /Math\/Content\/3\/OA\/A\/2"/],
  ['http://corestandards.org/Math/Content/3/OA/A/2', /Math\/Content\/3\/OA\/A\/2"/],
  // "utföra dataanalys", mistyped.
  ['utföra datanalys', /skill\/2b92a5b2-6758-4ee3-9fb4-b6387a55cc8f"/],
  ['ce-702ff38d-00bb-4f72-9692-a17bd2ab754e', /resources\/ce-702ff38d-00bb-4f72-9692-a17bd2ab754e"/],
];

/** Tab until something of the first hit has the focus. */
async function reach(page, selector) {
  for (let stops = 0; stops < 60; stops += 1) {
    await page.keyboard.press('Tab');
    const reached = await page.evaluate(
      (selector) => document.querySelector('.cards > li')?.querySelector(selector) === document.activeElement,
      selector,
    );
    if (reached) return;
  }
  assert.fail(`${selector} is not reached by Tab`);
}

for (const javaScriptEnabled of [false, true]) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const [words, expected] of ASKED) {
      test(`${words} (${size}, ${javaScriptEnabled ? 'with' : 'without'} JavaScript)`, () =>
        visit({ javaScriptEnabled, viewport }, async (page) => {
          if (javaScriptEnabled) await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
          await open(page);
          // One: search.
          await type(page, words);
          await page.keyboard.press('Enter');
          await page.waitForURL('**/search?**');
          // Two: unfold the alignment of the first hit.
          await reach(page, 'summary');
          await page.keyboard.press('Enter');
          // Three: copy it.
          let copied;
          if (javaScriptEnabled) {
            await reach(page, 'button');
            await page.keyboard.press('Enter');
            await page.locator('.cards > li').first().getByRole('button', { name: 'Copied' }).waitFor();
            copied = await page.evaluate(() => navigator.clipboard.readText());
          } else {
            await reach(page, 'textarea');
            copied = await page.locator('.cards > li').first().locator('textarea').inputValue();
          }
          assert.match(copied, expected);
          assert.ok(isAlignment(JSON.parse(copied)), `${copied}${JSON.stringify(isAlignment.errors)}`);
          // Whoever takes it away has nothing to mend.
          const linted = spawnSync(TOUCHSTONE, ['align', '-'], { input: copied, encoding: 'utf8' });
          assert.equal(linted.status, 0, `${linted.stdout}${linted.stderr}`);
        }));
    }
  }
}
