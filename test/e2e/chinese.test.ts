import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { seriousProblems } from './support/accessibility';
import { narrow, sticksOut } from './support/narrowPanel';
import { useWorkbench } from './support/openWorkbench';
import { startSampleCloud, type SampleCloud } from './support/sampleCloud';

const ORDERS = 'orders-production';
/** What the cloud says itself, and what people call their clusters, is shown as it is. */
const NOT_OURS = /^(The instance has switch over too frequent|audit-archive|Payments ledger)/;

/** Whole English phrases: names, ids and what the APIs call something are shorter. */
const englishIn = (said: string): readonly string[] =>
  said
    .split(/\n| · | \| /)
    .map((line) => line.trim())
    .filter((line) => /\b[A-Za-z’']+ [a-z’']+ [a-z’']+\b/.test(line) && !NOT_OURS.test(line));

for (const theme of ['dark', 'light'] as const)
  describe(`a Chinese window, ${theme}`, () => {
    let cloud: SampleCloud;
    before(async () => {
      cloud = await startSampleCloud({ speed: 0.5 });
    });
    after(() => cloud.stop());
    const workbench = useWorkbench(() => ({ env: cloud.env, language: 'zh-cn', theme }));
    const tree = () => workbench().tree('资源');
    const input = () => workbench().quickInput;
    const picture = (name: string) => workbench().screenshot(`chinese-${theme}-${name}`);
    const panel = (): Promise<FrameLocator> => workbench().webview(`切换主节点: ${ORDERS}`);
    const isChinese = (said: string) => assert.deepEqual(englishIn(said), []);

    it('welcomes', async () => {
      await workbench().openSideBar('ClusterDeck');
      const explore = workbench().sideBar.getByRole('button', { name: '体验示例云', exact: true });
      await explore.waitFor();
      isChinese(await workbench().sideBar.locator('.pane-body').first().innerText());
      await picture('welcome');
      await explore.click();
    });

    it('shows the tree', async () => {
      await tree().row(ORDERS).waitFor();
      await tree().expand(ORDERS);
      await tree().row('reports').waitFor();
      const rows = await tree().rows();
      assert.ok(rows.some(({ label, description }) => label === '示例云' && description.includes('示例')));
      assert.ok(rows.some(({ label, description }) => label === 'PolarDB' && /集群/.test(description)));
      assert.ok(rows.some(({ label, level }) => label === '主节点' && level === 4));
      isChinese(await tree().root.innerText());
      const spoken = await tree().row(ORDERS).getAttribute('aria-label');
      assert.match(spoken ?? '', /^集群 orders-production、/);
      isChinese(await tree().tooltip(ORDERS));
      await picture('tree');
      await tree().clearTooltip();
    });

    it('asks', async () => {
      await tree().openMenu(ORDERS);
      isChinese((await tree().menuItems()).join('\n'));
      await picture('menu');
      await workbench().page.keyboard.press('Escape');
      await tree().contextMenu(ORDERS, '切换主节点…');
      await input().shows(`${ORDERS}: `);
      isChinese([await input().title(), ...(await input().rows())].join('\n'));
      await picture('step');
      await input().pick('Primary');
      await input().row('pi-').waitFor();
      isChinese([await input().title(), ...(await input().rows())].join('\n'));
      await picture('target');
      await input().accept();
    });

    it('shows what will happen', async () => {
      await input().shows('核对');
      assert.match(await input().focusedRow(), /^发送…/);
      isChinese([await input().title(), ...(await input().rows())].join('\n'));
      await picture('review');
      await input().pick('发送…');
      await workbench().dialog.root.waitFor();
      isChinese(await workbench().dialog.text());
      await picture('confirm');
      await workbench().dialog.click('切换主节点');
    });

    it('watches the run', async () => {
      const shown = await panel();
      await shown.getByText('等待生效').first().waitFor();
      await picture('settling');
      await cloud.control('POST', '/clock', { advanceMs: 70_000 });
      await shown.getByText('已生效').first().waitFor({ timeout: 40_000 });
      isChinese(await shown.locator('body').innerText());
      assert.deepEqual(await seriousProblems(shown), []);
      await picture('settled');
    });

    it('explains a refusal', async () => {
      await (await panel()).getByRole('button', { name: '切回' }).click();
      await input().shows('核对');
      isChinese((await input().rows()).join('\n'));
      await input().pick('仍然发送…');
      await workbench().dialog.root.waitFor();
      isChinese(await workbench().dialog.text());
      await workbench().dialog.click('仍然发送');
      const shown = await panel();
      await shown.getByText('UnsupportHighFrequenceSwitchOver').first().waitFor({ timeout: 40_000 });
      isChinese(await shown.locator('body').innerText());
      await picture('refused');
      await narrow(workbench(), shown);
      assert.deepEqual(await sticksOut(shown), []);
      await picture('refused-narrow');
    });

    it('logs in English', () => {
      const log = workbench().outputText('ClusterDeck');
      assert.match(log, /FailoverDBCluster cn-hangzhou 200/);
      assert.doesNotMatch(log.replace(/profile="[^"]*"/g, ''), /\p{Script=Han}/u);
    });
  });
