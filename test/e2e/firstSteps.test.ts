import assert from 'node:assert/strict';
import { useWorkbench } from './support/openWorkbench';
import { startSampleCloud, type SampleCloud } from './support/sampleCloud';
import { waitUntil } from './support/waitUntil';

const THEMES = [
  ['dark', 'Dark Modern'],
  ['light', 'Light Modern'],
  ['hc-dark', 'Dark High Contrast'],
  ['hc-light', 'Light High Contrast'],
] as const;

interface Picture {
  readonly alt: string;
  readonly naturalWidth: number;
}

describe('the first steps', () => {
  let cloud: SampleCloud;
  before(async () => {
    cloud = await startSampleCloud({ speed: 60 });
  });
  after(() => cloud.stop());
  const workbench = useWorkbench(() => ({ env: cloud.env }));
  const tree = () => workbench().tree('Resources');
  const input = () => workbench().quickInput;
  const page = () => workbench().page.locator('.gettingStartedContainer');
  const step = (title: string) => page().locator('.getting-started-step', { hasText: title });
  const picture = () => page().locator('.getting-started-media img');

  async function open(title: string): Promise<void> {
    if ((await step(title).getAttribute('aria-expanded')) !== 'true') await step(title).click();
    await page().locator('.getting-started-step.expanded', { hasText: title }).waitFor();
  }
  const press = (button: string) => page().getByRole('button', { name: button, exact: true }).click();
  const isDone = (title: string) => step(title).locator('.codicon-getting-started-step-checked').waitFor();

  it('open from the welcome of the view, each with a picture in words, too', async () => {
    await workbench().openSideBar('ClusterDeck');
    await workbench().sideBar.getByText('See the first steps', { exact: true }).click();
    await step('Explore the sample cloud').waitFor();
    const titles = await page().locator('.getting-started-step .step-title').allInnerTexts();
    assert.equal(titles.length, 6);
    for (const [index, title] of titles.entries()) {
      await open(title);
      const shown = await waitUntil(`the picture of ${title}`, async () => {
        const { alt, naturalWidth } = await picture().evaluate(({ alt, naturalWidth }: Picture) => ({
          alt,
          naturalWidth,
        }));
        return naturalWidth > 0 ? alt : undefined;
      });
      assert.ok(shown.length > 20, title);
      await workbench().screenshot(`first-steps-${index}`);
    }
  });

  for (const [name, theme] of THEMES)
    it(`are readable, ${name}`, async () => {
      await workbench().command('Preferences: Color Theme');
      await input().type(theme);
      await input().pick(theme);
      await input().isGone();
      await open('Switch its primary');
      await workbench().screenshot(`first-steps-${name}`);
    });

  it('are checked off as they are taken', async () => {
    await open('Explore the sample cloud');
    await press('Explore the Sample Cloud');
    await tree().row('orders-production').waitFor();
    await isDone('Explore the sample cloud');
    await open('Switch its primary');
    await press('Switch Primary');
    await input().row('orders-production').waitFor();
    await workbench().screenshot('first-steps-switch');
    await input().cancel();
    await isDone('Switch its primary');
    await open('Find your way');
    await press('Find Cluster');
    await input().shows('Find Cluster');
    await input().cancel();
    await isDone('Find your way');
  });
});
