import assert from 'node:assert/strict';
import { CloudError } from '../../../src/clouds/cloudError';
import { plain, text } from '../../../src/clouds/text';
import { KeysInTree, keyWords } from '../../../src/explorer/keysInTree';
import { profileView } from '../../../src/explorer/profileView';
import type { KeyTimes } from '../../../src/profiles/keys/profileKeys';
import { Listeners } from '../../../src/profiles/listeners';
import { aProfile } from '../profiles/aProfile';
import { flush, VirtualClock } from '../support/virtualClock';

const HOUR = 3_600_000;

describe('the row of a profile with renewed keys', () => {
  const clock = new VirtualClock();
  const good = (more: Partial<KeyTimes> = {}): KeyTimes => ({
    way: text('role {role}', { role: 'dba' }),
    expiresAt: clock.now() + HOUR,
    renewsAt: clock.now() + HOUR - 300_000,
    problem: undefined,
    ...more,
  });
  const local = (at: number) => new Date(at).toTimeString().slice(0, 5);
  const problem = new CloudError({
    kind: 'credentials',
    explanation: text('The role does not exist.'),
    advice: text('Correct it.'),
  });

  it('says until when they are good and when they are renewed', () => {
    const words = keyWords(good(), clock.now(), plain);
    assert.equal(words.brief, `role dba until ${local(clock.now() + HOUR)}`);
    const view = profileView(aProfile('a', { safety: 'production' }), plain, false, words);
    assert.equal(view.description, `production · ${words.brief}`);
    assert.ok(view.spoken.endsWith(words.brief));
    assert.match(
      view.tooltip(),
      new RegExp(
        `Keys: role dba\nValid until: 2026-01-15 .* UTC\\)\nRenewed: from ${local(clock.now() + HOUR - 300_000)} on`,
      ),
    );
  });

  it('names no time that is over, and none where there are no keys', () => {
    assert.equal(keyWords(good({ expiresAt: clock.now() }), clock.now(), plain).brief, 'role dba');
    const none = keyWords(good({ expiresAt: undefined, renewsAt: undefined }), clock.now(), plain);
    assert.equal(none.brief, 'role dba');
    assert.match(
      profileView(aProfile('a'), plain, false, none).tooltip(),
      /Renewed: when they are next needed/,
    );
  });

  it('says that there are no new ones, and why', () => {
    const over = keyWords(good({ expiresAt: undefined, problem }), clock.now(), plain);
    assert.equal(over.brief, 'role dba: no new keys');
    const words = keyWords(good({ problem }), clock.now(), plain);
    assert.match(words.brief, /until/, 'those that are still good are what counts');
    assert.match(
      profileView(aProfile('a'), plain, false, words).tooltip(),
      /No new keys: The role does not exist\. Correct it\./,
    );
  });

  it('changes with the keys and once they are over, and is left alone in between', async () => {
    const changed = new Listeners<string>();
    let times: KeyTimes | undefined;
    const keys = new KeysInTree({
      connections: { keyTimes: () => times, onDidChangeKeys: changed.event },
      clock,
      say: plain,
    });
    const heard: string[] = [];
    keys.onDidChange((id) => heard.push(id));
    assert.equal(keys.of('a'), undefined);
    times = good();
    changed.fire('a');
    assert.deepEqual(heard, ['a']);
    await clock.advance(HOUR / 2);
    times = good();
    changed.fire('a');
    await clock.advance(HOUR - 1);
    assert.equal(heard.length, 2, 'the first keys’ end is of no interest any more');
    await clock.advance(1);
    assert.equal(heard.length, 3);
    assert.equal(keys.of('a')?.brief, 'role dba');
    times = good();
    changed.fire('a');
    keys.dispose();
    await clock.advance(HOUR);
    await flush();
    assert.equal(heard.length, 4);
    assert.equal(clock.sleeping, 0);
  });
});
