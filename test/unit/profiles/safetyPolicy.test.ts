import assert from 'node:assert/strict';
import type { AlibabaCall } from '../../../src/clouds/cloudClient';
import { plain } from '../../../src/clouds/text';
import { SafetyPolicy } from '../../../src/profiles/safetyPolicy';
import { KeyBench } from './importers/keyBench';

const FILE = '.aliyun/safety-policy.json';
const SHOWN = '~/.aliyun/safety-policy.json';
const ENABLED = 'ALIBABA_CLOUD_SAFETY_POLICY_ENABLED';
const RULES = 'ALIBABA_CLOUD_SAFETY_POLICY_RULES';

describe('the safety policy of Alibaba Cloud’s command line', () => {
  let bench: KeyBench;
  beforeEach(() => (bench = new KeyBench()));
  afterEach(() => bench.remove());
  const write = (policy: unknown) =>
    bench.write(FILE, typeof policy === 'string' ? policy : JSON.stringify(policy, null, '\t'));
  const rules = (...all: readonly (readonly [string, string])[]) =>
    write({ enabled: true, rules: all.map(([pattern, action]) => ({ pattern, action })) });
  const ruling = (action = 'FailoverDBCluster', product: AlibabaCall['product'] = 'polardb') =>
    new SafetyPolicy(bench.machine).ruling({ product, action });
  const does = async (...call: Parameters<typeof ruling>) => (await ruling(...call))?.does;

  it('lets everything pass where there is none, or where it is off', async () => {
    assert.equal(await ruling(), undefined);
    write({ enabled: false, rules: [{ pattern: '*:*', action: 'deny' }] });
    assert.equal(await ruling(), undefined);
    write({ enabled: true, rules: [] });
    assert.equal(await ruling(), undefined);
    write({ rules: [{ pattern: '*:*', action: 'deny' }] });
    assert.equal(await ruling(), undefined, 'off is what the tool takes where it does not say');
  });

  it('refuses what it denies, naming file and rule', async () => {
    rules(['polardb:Failover*', 'deny']);
    const found = await ruling();
    assert.equal(found?.does, 'refuses');
    assert.equal(plain(found.fact), `Rule polardb:Failover* (deny) in ${SHOWN}.`);
    assert.equal(await does('ModifyDBClusterPrimaryZone'), undefined);
    assert.equal(await does('FailoverDBCluster', 'selectdb'), undefined);
  });

  it('wants a yes where it says confirm, or forbid, which is the same there', async () => {
    for (const action of ['confirm', 'forbid']) {
      rules(['*:*', action]);
      assert.equal(await does(), 'confirms', action);
    }
  });

  it('goes by the first rule that matches', async () => {
    rules(['polardb:FailoverDBCluster', 'allow'], ['*', 'deny']);
    assert.equal(await ruling(), undefined);
    assert.equal(await does('DeleteAccountZonal'), 'refuses');
  });

  for (const [pattern, is] of [
    ['polardb:failoverdbcluster', true],
    ['POLARDB:*', true],
    ['  polardb:FailoverDBCluster  ', true],
    ['*:Failover*', true],
    ['*over*', true],
    ['*', true],
    ['polardb:Failover', false],
    ['olardb:FailoverDBCluster', false],
    ['polardb:FailoverDBCluste.', false],
    ['polardb:(Failover|x).*', false],
    ['', false],
    ['   ', false],
  ] as const)
    it(`${is ? 'matches' : 'does not match'} ${JSON.stringify(pattern)}`, async () => {
      rules([pattern, 'deny']);
      assert.equal(await does(), is ? 'refuses' : undefined);
    });

  for (const action of ['Deny', 'DENY', 'block'])
    it(`warns of the action ${action}, which the tool does not know and lets pass`, async () => {
      rules(['*', action]);
      const found = await ruling();
      assert.equal(found?.does, 'warns');
      assert.match(plain(found.advice), /none of allow, deny, confirm and forbid/);
    });

  it('takes a rule without an action for one that allows', async () => {
    write({ enabled: true, rules: [{ pattern: '*' }, { pattern: '*', action: 'deny' }] });
    assert.equal(await ruling(), undefined);
  });

  it('reads fields in whatever case, as the tool does', async () => {
    write('{"Enabled": true, "RULES": [{"Pattern": "*", "Action": "deny"}]}');
    assert.equal(await does(), 'refuses');
    write('{"enabled": true, "rules": null}');
    assert.equal(await ruling(), undefined);
    write('null');
    assert.equal(await ruling(), undefined);
  });

  for (const [what, content, why] of [
    ['half written', '{"enabled": true, "rules": [{"pat', /not valid JSON/],
    ['empty', '', /not valid JSON/],
    ['a list', '[]', /not what the Alibaba Cloud CLI writes/],
    ['of other types', '{"enabled": "true", "rules": []}', /not what the Alibaba Cloud CLI writes/],
    ['with a rule of other types', '{"enabled": true, "rules": [{"pattern": 1}]}', /not what/],
    ['with rules that are no list', '{"enabled": true, "rules": {}}', /not what/],
  ] as const)
    it(`says that it does not count where it is ${what}, and goes by the environment`, async () => {
      write(content);
      const found = await ruling();
      assert.equal(found?.does, 'warns');
      assert.match(plain(found.fact), why);
      assert.match(plain(found.fact), /safety-policy\.json does not count/);
      Object.assign(bench.env, { [ENABLED]: 'true', [RULES]: '*:*=deny' });
      assert.equal(await does(), 'refuses');
    });

  it('says that it cannot be read, and then nothing counts, as for the tool', async () => {
    Object.assign(bench.env, { [ENABLED]: 'true', [RULES]: '*:*=deny' });
    const found = await new SafetyPolicy(bench.refusing('EACCES')).ruling({
      product: 'polardb',
      action: 'X',
    });
    assert.equal(found?.does, 'warns');
    assert.match(plain(found.fact), /may not read it/);
  });

  it('is read anew each time', async () => {
    const policy = new SafetyPolicy(bench.machine);
    const now = async () => (await policy.ruling({ product: 'polardb', action: 'X' }))?.does;
    rules(['*', 'deny']);
    assert.equal(await now(), 'refuses');
    rules(['*', 'confirm']);
    assert.equal(await now(), 'confirms');
  });

  describe('in the environment', () => {
    const withEnv = (env: Readonly<Record<string, string>>) => {
      Object.assign(bench.env, env);
      rules(['*', 'deny']);
    };
    for (const [value, is] of [
      ['false', undefined],
      ['0', undefined],
      ['F', undefined],
      ['no', 'refuses'],
      ['', 'refuses'],
    ] as const)
      it(`is switched by ${ENABLED}=${value}`, async () => {
        withEnv({ [ENABLED]: value });
        assert.equal(await does(), is);
      });

    it('is switched on', async () => {
      write({ enabled: false, rules: [{ pattern: '*', action: 'deny' }] });
      bench.env[ENABLED] = ' T ';
      assert.equal(await does(), 'refuses');
    });

    for (const [value, is] of [
      ['polardb:*=allow,*=deny', undefined],
      ['polardb:*=CONFIRM', 'confirms'],
      [' ', undefined],
      ['polardb:*', 'refuses'],
      ['polardb:*=never', 'refuses'],
      [',=deny, x=y', 'refuses'],
    ] as const)
      it(`has its rules replaced by ${RULES}=${value}`, async () => {
        withEnv({ [RULES]: value });
        assert.equal(await does(), is);
      });

    it('names where its rule stands', async () => {
      withEnv({ [RULES]: 'polardb:*=confirm' });
      assert.equal(plain((await ruling())!.fact), `Rule polardb:* (confirm) in ${RULES}.`);
    });
  });
});
