import path from 'node:path';
import type { Locator } from 'playwright-core';
import { useWorkbench } from '../e2e/support/openWorkbench';
import { startSampleCloud, type SampleCloud } from '../e2e/support/sampleCloud';
import { projectRoot } from '../host/server.mjs';

const PICTURES = 'media/pictures';
/** Of those that the walkthrough does not show. */
const README_PICTURES = 'docs/pictures';
const ORDERS = 'orders-production';
const [WIDTH, HEIGHT] = [1080, 760];

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

describe('the pictures of the walkthrough and the README', () => {
  let cloud: SampleCloud;
  before(async () => {
    cloud = await startSampleCloud({ speed: 6 });
  });
  after(() => cloud.stop());
  const workbench = useWorkbench(() => ({
    env: cloud.env,
    theme: 'dark',
    viewport: { width: WIDTH, height: HEIGHT },
    settings: { 'window.commandCenter': false, 'workbench.layoutControl.enabled': false },
  }));
  const tree = () => workbench().tree('Resources');
  const input = () => workbench().quickInput;

  async function picture(name: string, clip?: Area, folder = PICTURES): Promise<void> {
    const file = path.join(projectRoot, folder, `${name}.png`);
    await workbench().page.screenshot({ path: file, animations: 'disabled', ...(clip ? { clip } : {}) });
  }

  async function areaOf(part: Locator): Promise<Area> {
    const box = await part.boundingBox();
    if (!box) throw new Error('the part of the picture is not shown');
    return box;
  }

  const size = (height: number) => workbench().page.setViewportSize({ width: WIDTH, height });
  const pictureOfInput = async (name: string) => picture(name, await areaOf(input().root));

  it('welcome', async () => {
    await workbench().openSideBar('ClusterDeck');
    const explore = workbench().sideBar.getByRole('button', {
      name: 'Explore the Sample Cloud',
      exact: true,
    });
    await explore.waitFor();
    await widenSideBar(400);
    await workbench().page.locator('.monaco-progress-container.active').first().waitFor({ state: 'hidden' });
    const area = await areaOf(workbench().sideBar);
    await picture('welcome', { ...area, height: 285 });
    await explore.click();
    await tree().row(ORDERS).waitFor();
  });

  it('tree', async () => {
    await tree().expand(ORDERS);
    await tree().row('reports').waitFor();
    await tree().clearTooltip();
    const area = await areaOf(workbench().sideBar);
    await picture('tree', { ...area, height: 425 });
  });

  it('review', async () => {
    await size(1300);
    await tree().contextMenu(ORDERS, 'Switch Primary…');
    await input().pick('Primary storage cluster');
    await input().shows('Target node');
    await input().accept();
    await input().shows('Review');
    await input().row('Send…').waitFor();
    await pictureOfInput('review');
  });

  it('run', async () => {
    await input().pick('Send…');
    await workbench().dialog.root.waitFor();
    await workbench().dialog.click('Switch Primary');
    await size(500);
    const panel = await workbench().webview(`Switch Primary: ${ORDERS}`);
    await panel.getByText('is the writer and the cluster is running').first().waitFor();
    await tree().describes(ORDERS, 'cn-hangzhou-i');
    await tree().clearTooltip();
    await picture('window', undefined, README_PICTURES);
    await size(HEIGHT);
    await picture('run', await areaOf(workbench().page.locator('.part.editor')));
  });

  it('history', async () => {
    const tooOften = { kind: 'answer', status: 400, code: 'UnsupportHighFrequenceSwitchOver' };
    await cloud.fault({ action: 'FailoverDBCluster' }, tooOften);
    await tree().contextMenu('wallet', 'Switch Primary…');
    await input().shows('Target node');
    await input().accept();
    await input().shows('Review');
    await input().pick('Send…');
    await workbench().dialog.root.waitFor();
    await workbench().dialog.click('Switch Primary');
    await tree().describes('wallet', 'ap-southeast-1a');
    await widenSideBar(560);
    await workbench().command('ClusterDeck: Focus on History View');
    await workbench().tree('History').row('Switch Primary: wallet').waitFor();
    await tree().clearTooltip();
    const pane = workbench().sideBar.locator('.pane', { has: workbench().tree('History').root });
    await picture('history', { ...(await areaOf(pane)), height: 110 }, README_PICTURES);
  });

  it('find', async () => {
    await workbench().command('ClusterDeck: Find Cluster…');
    await input().type('hangzhou running');
    await input().row(ORDERS).waitFor();
    await pictureOfInput('find');
    await input().cancel();
  });

  it('profile', async () => {
    await workbench().command('ClusterDeck: Add Cloud Profile…');
    await input().shows('(1)');
    await pictureOfInput('profile');
    await input().cancel();
  });

  async function widenSideBar(width: number): Promise<void> {
    const box = await areaOf(workbench().sideBar);
    const { mouse } = workbench().page;
    await mouse.move(box.x + box.width, box.y + 300);
    await mouse.down();
    await mouse.move(box.x + width, box.y + 300, { steps: 5 });
    await mouse.up();
    await workbench().page.locator('.part.statusbar').hover();
  }
});
