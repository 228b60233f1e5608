import assert from 'node:assert/strict';
import path from 'node:path';
import { CloudGateway } from './support/cloudGateway';
import { useWorkbench } from './support/openWorkbench';
import { filesHoldingEach } from './support/planted';
import { ProfileSteps } from './support/profileSteps';
import { startSampleCloud, type SampleCloud } from './support/sampleCloud';

const PASSWORD = 'Pl4nted-proxy/Password=0815';
const PRIVATE = 'polardb.private.example';
/** Nobody is there: VS Code's own network leads nowhere. */
const NO_PROXY_THERE = { 'http.proxy': 'http://127.0.0.1:9' };

for (const theme of ['dark', 'light'] as const)
  describe(`a profile behind a network of its own, ${theme}`, () => {
    let cloud: SampleCloud;
    let gateway: CloudGateway;
    before(async () => {
      cloud = await startSampleCloud();
      gateway = await CloudGateway.start(cloud);
      gateway.admits = `dba:${PASSWORD}`;
    });
    after(async () => {
      await gateway.stop();
      await cloud.stop();
    });
    const workbench = useWorkbench(() => ({ env: cloud.env, settings: NO_PROXY_THERE, theme }));
    const input = () => workbench().quickInput;
    const tree = () => workbench().tree('Resources');
    const steps = () => new ProfileSteps(input(), cloud);
    const picture = (name: string) => workbench().screenshot(`network-${theme}-${name}`);
    const rows = () => input().rows();
    const list = () => input().row('Hosts').waitFor();

    it('is told where the keys cannot be verified, and has the network beside them', async () => {
      await workbench().openSideBar('ClusterDeck');
      const add = workbench().sideBar.getByRole('button', { name: 'Add Cloud Profile', exact: true });
      await add.click();
      await steps().addKeys('prod-cn', 'RAM user with full access');
      await input().says(/proxy did not let the request to sts\.aliyuncs\.com through.*http\.proxy/);
      await picture('needed');
      await input().button('Network…').click();
      await list();
      await picture('list');
      assert.deepEqual(
        (await rows()).filter((row) => !row.startsWith('Done')),
        [
          'Proxy | VS Code’s own | Connection',
          'CA File | VS Code’s own',
          'PolarDB | the public one | Hosts',
          'SelectDB | the public one',
          'VPC | the public one',
          'STS | the public one',
        ],
      );
    });

    it('is given a proxy, whose password is asked in a box of its own', async () => {
      await input().pick(/^\s*Proxy/);
      await input().says('The proxy’s address');
      await steps().refuses(
        `http://dba:x@127.0.0.1:1`,
        'Proxy: leave user name and password out of the address',
      );
      await picture('proxy');
      await input().enter(gateway.address);
      await input().says('The user name that the proxy asks for');
      await input().enter('dba');
      await input().says('The proxy’s password');
      assert.equal(await input().input.getAttribute('type'), 'password');
      await picture('password');
      await input().enter('not-its-password');
      await list();
    });

    it('is given a CA file, which is looked at first', async () => {
      await input().pick('CA File');
      await input().says('The file with the certificate authority');
      await steps().refuses('gateway.pem', 'CA file: the whole path');
      await input().enter(`${gateway.caFile}.old`);
      await input().says(/gateway\.pem\.old is not there/);
      await picture('ca-file');
      await input().enter(gateway.caFile);
      await list();
      await picture('list-filled');
      await input().pick('Done');
    });

    it('is told of a wrong password, and goes on with the right one', async () => {
      await steps().at('token');
      await input().accept();
      await input().says(/does not accept the user name and password.*407.*network of profile prod-cn/);
      await picture('wrong-password');
      await input().button('Network…').click();
      await input().pick(/^\s*Proxy/);
      await input().says('The proxy’s address');
      await input().accept();
      await input().says('The user name that the proxy asks for');
      await input().accept();
      await input().says('The proxy’s password');
      await input().enter(PASSWORD);
      await list();
      await input().pick('Done');
      await steps().at('token');
      await input().accept();
      await steps().at('regions');
      await input().row('cn-hangzhou').waitFor();
      await input().accept();
      await steps().at('safety');
      await input().accept();
      await tree().until('its clusters', (all) =>
        all.some(({ description }) => /\d clusters$/.test(description)),
      );
      const tooltip = await tree().tooltip('prod-cn');
      assert.ok(tooltip.includes(`Proxy: ${new URL(gateway.address).host}`), tooltip);
      assert.ok(tooltip.includes(`CA file: ${path.basename(gateway.caFile)}`), tooltip);
      assert.ok(!tooltip.includes(PASSWORD) && !tooltip.includes('dba@'), tooltip);
    });

    it('is agreed to send its requests to another host, by its exact name', async () => {
      await tree().clearTooltip();
      await tree().contextMenu('prod-cn', 'Change Network…');
      await input().shows('Network of prod-cn');
      await input().pick('PolarDB');
      await input().says('The host of PolarDB');
      await steps().refuses(`https://${PRIVATE}`, 'Host of PolarDB: only the name');
      await input().enter(PRIVATE);
      await workbench().dialog.root.waitFor();
      await picture('host');
      assert.match(
        await workbench().dialog.text(),
        new RegExp(`PolarDB to ${PRIVATE}\\?[^]*keys of prod-cn`),
      );
      await workbench().dialog.click('Cancel');
      await input().says('The host of PolarDB');
      await input().accept();
      await workbench().dialog.root.waitFor();
      await workbench().dialog.click(`Use ${PRIVATE}`);
      await list();
      assert.ok((await rows()).includes(`PolarDB | ${PRIVATE} | Hosts`), (await rows()).join('\n'));
      await input().pick('Save');
      await tree().until('what its proxy says of that host', (all) =>
        all.some(({ description }) => description.includes(`no way`) || description.includes(PRIVATE)),
      );
      assert.ok(gateway.asked.includes(PRIVATE));
      await picture('refused-host');
    });

    it('leaves no password on disk', () => {
      const { name, ...secrets } = filesHoldingEach(workbench().dataFolder, {
        name: 'prod-cn',
        password: PASSWORD,
        login: `dba:${PASSWORD}`,
      });
      assert.ok(name.length > 0, 'the search finds what is there');
      assert.deepEqual(secrets, { password: [], login: [] });
    });
  });
