import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { aliyunCommand, shellWord } from '../../../src/results/aliyunCommand';

const throughShell = (word: string): string =>
  execFileSync('bash', ['--norc', '-c', `printf %s ${word}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  }).toString();

describe('shellWord', () => {
  for (const value of [
    'pc-bp1s826a1up9k2x3v',
    'two words',
    "it's",
    "''",
    '',
    '$(touch /tmp/x) `id` $HOME',
    '*?[a]{b,c}~!#&|;<>()',
    '\\n\\',
    'a\nrm -rf x',
    'a\r\t\u0007b',
    "quote ' and\nline \\ end",
    '双可用区',
    '\u0085next line',
  ])
    it(`brings ${JSON.stringify(value)} through a shell unchanged`, () => {
      assert.equal(throughShell(shellWord(value)), value);
    });

  it('stays on one line', () => {
    assert.doesNotMatch(shellWord('a\nb\u0085c'), /[\n\r\u0085]/);
  });
});

describe('aliyunCommand', () => {
  const at = { region: 'cn-hangzhou', version: '2017-08-01', host: 'polardb.aliyuncs.com' };
  const parameters = { DBClusterId: 'pc-1', RegionId: 'cn-hangzhou', ClientToken: 't', Note: 'a b' };

  it('names product, action, region and parameters', () => {
    assert.equal(
      aliyunCommand('polardb', { ...at, action: 'FailoverDBCluster', parameters }),
      "aliyun polardb FailoverDBCluster --region cn-hangzhou --DBClusterId pc-1 --ClientToken t --Note 'a b'",
    );
  });

  it('leaves out what it is told to', () => {
    const command = aliyunCommand('polardb', { ...at, action: 'A', region: 'r', parameters }, [
      'ClientToken',
    ]);
    assert.equal(command, "aliyun polardb A --region r --DBClusterId pc-1 --Note 'a b'");
  });

  it('names a host that is the profile’s own', () =>
    assert.equal(
      aliyunCommand('polardb', {
        ...at,
        host: 'polardb.corp:8443',
        ownHost: true,
        action: 'A',
        parameters: {},
      }),
      'aliyun polardb A --region cn-hangzhou --endpoint polardb.corp:8443',
    ));

  it('tells the CLI what it does not know of SelectDB', () => {
    const request = {
      action: 'CreateDBClusterBinding',
      region: 'cn-beijing',
      version: '2023-05-22',
      host: 'selectdb.cn-beijing.aliyuncs.com',
      parameters: { DBInstanceId: 'selectdb-cn-1', RegionId: 'cn-beijing' },
    };
    assert.equal(
      aliyunCommand('selectdb', request),
      'aliyun selectdb CreateDBClusterBinding --region cn-beijing --force --version 2023-05-22 ' +
        '--endpoint selectdb.cn-beijing.aliyuncs.com --DBInstanceId selectdb-cn-1',
    );
  });

  it('never sends a mask as a password: it asks the shell for a variable, and stops without it', () => {
    const secret = { AccountName: 'app', AccountPassword: '******' };
    const command = aliyunCommand('polardb', {
      ...at,
      action: 'CreateAccount',
      region: 'r',
      parameters: secret,
    });
    assert.equal(
      command,
      'aliyun polardb CreateAccount --region r --AccountName app --AccountPassword "${ACCOUNT_PASSWORD:?}"',
    );
    const run = (setup: string) =>
      spawnSync('bash', ['--norc', '-c', `aliyun() { printf '%s\\n' "$@"; }; ${setup}${command}`], {
        encoding: 'utf8',
      });
    assert.match(run("ACCOUNT_PASSWORD='a b$c'; ").stdout, /^a b\$c$/m);
    assert.deepEqual([run('').status === 0, run('').stdout], [false, '']);
  });
});
