import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';

declare const PROJECT_ROOT: string;

describe('the picture of the architecture', () => {
  it('shows the imports that there are', () => {
    const script = path.join(PROJECT_ROOT, 'test/host/drawArchitecture.mjs');
    const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
    assert.equal(stderr.trim(), '');
    assert.equal(status, 0);
  });
});
