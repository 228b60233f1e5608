import { useWorkbench } from './support/openWorkbench';

describe('a fresh window', () => {
  const workbench = useWorkbench();

  it('offers to add a profile or to explore the sample cloud', async () => {
    await workbench().openSideBar('ClusterDeck');
    const { sideBar } = workbench();
    await sideBar.getByRole('button', { name: 'Add Cloud Profile', exact: true }).waitFor();
    await sideBar.getByRole('button', { name: 'Explore the Sample Cloud', exact: true }).waitFor();
    await workbench().screenshot('welcome');
  });
});
