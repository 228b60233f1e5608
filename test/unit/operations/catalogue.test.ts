import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { operationById, operations } from '../../../src/operations/index';

declare const PROJECT_ROOT: string;

const page = z.object({
  operation: z.string(),
  errors: z.array(z.object({ code: z.string() })),
});
const folder = path.join(PROJECT_ROOT, 'test/fixtures/spec');
const pages = fs
  .readdirSync(folder)
  .map((file) => page.parse(JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8'))));

const manifest = z
  .object({ contributes: z.object({ commands: z.array(z.object({ command: z.string() })) }) })
  .parse(JSON.parse(fs.readFileSync(path.join(PROJECT_ROOT, 'package.json'), 'utf8')));

describe('the catalogue of operations', () => {
  it('has a vendor page for every operation', () =>
    assert.deepEqual(pages.map((each) => each.operation).sort(), operations.map((each) => each.id).sort()));

  for (const { operation, errors } of pages)
    for (const { code } of errors)
      it(`${operation} explains ${code}`, () => {
        const explained = operationById(operation)?.explain({ code });
        assert.ok(explained?.meaning.text && explained.next.text);
      });

  it('has unique ids', () =>
    assert.equal(new Set(operations.map((each) => each.id)).size, operations.length));

  it('is what package.json offers in the palette, both ways', () => {
    const offered = manifest.contributes.commands
      .map(({ command }) => command)
      .filter((command) => /^clusterdeck\.[a-zA-Z]+\./.test(command));
    assert.deepEqual(offered.sort(), operations.map(({ id }) => `clusterdeck.${id}`).sort());
  });
});
