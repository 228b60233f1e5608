// A window as a process of its own, without VS Code: the real runs, journal, client and transport. Started by
// windows.ts with its settings as JSON on the command line; takes orders on standard input, one JSON a line, and tells
// what happens on standard output.
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import readline from 'node:readline';
import { createAlibabaClient } from '../../src/clouds/alibaba/alibabaClient';
import { createNodeTransport } from '../../src/clouds/nodeTransport';
import { operationById } from '../../src/operations/index';
import type { Operation } from '../../src/operations/operation';
import { switchRole } from '../../src/operations/switchRole';
import type { SwitchRoleLive } from '../../src/operations/switchRoleForm';
import { Journal } from '../../src/runs/journal';
import { isOver, type Run } from '../../src/runs/run';
import { RunService } from '../../src/runs/runService';
import { FastClock } from './fastClock';
import { Points } from './points';
import type { Order, WindowSettings } from './windows';

const settings = JSON.parse(process.argv[2] ?? '') as WindowSettings;
const { owner, origin, rate, ahead, hosts, accessKey, at, signal = 'SIGKILL' } = settings;
const clock = new FastClock(origin, rate, ahead);
const tell = (line: object): void => void fs.writeSync(1, `${JSON.stringify({ owner, ...line })}\n`);
const points = new Points(at, signal, tell);
const services = new Map<string, RunService>();

const client = createAlibabaClient({
  profileName: 'kill',
  credentials: () => Promise.resolve(accessKey),
  readOnly: () => false,
  origin: (host) => Promise.resolve(hosts[host] ?? ''),
  transport: points.transport(createNodeTransport()),
  clock,
  random: Math.random,
  nonce: randomUUID,
  log: () => undefined,
});

function serviceOn(folder: string): RunService {
  const service = new RunService({
    journal: new Journal(folder),
    clock,
    random: () => 0.5,
    newId: randomUUID,
    owner,
    operation: (id) => {
      const operation = operationById(id);
      return operation && told(folder, operation);
    },
    connect: () => client,
    report: (problem) => tell({ folder, problem }),
  });
  services.set(folder, service);
  service.onDidChange((run) => {
    tell({ folder, run: brief(run) });
  });
  points.state = () => service.all()[0]?.state ?? 'no run';
  return service;
}

/** The operation, telling each time it reads the live state. */
const told = (folder: string, operation: Operation): Operation => ({
  ...operation,
  observe: (...args) => {
    tell({ folder, reads: true });
    return operation.observe(...args);
  },
});

const brief = (run: Run) => ({
  id: run.id,
  state: run.state,
  over: isOver(run),
  owner: run.lease.owner,
  said: run.timeline.at(-1)?.say.text ?? '',
});

async function start({ folder, target }: Extract<Order, { kind: 'start' }>): Promise<void> {
  const service = serviceOn(folder);
  await service.recover();
  const live = (await switchRole.read(client, target)) as SwitchRoleLive;
  const reader = live.cluster.nodes.find(({ role }) => role === 'Reader');
  points.begin();
  await service.start({
    operation: told(folder, switchRole),
    profile: { id: 'kill', name: 'kill' },
    target,
    form: { zoneType: 'Primary', targetNode: reader?.id ?? null, rollBack: false },
    live,
    checks: [],
  });
}

async function follow(order: Order): Promise<void> {
  switch (order.kind) {
    case 'start':
      await start(order).catch((error: unknown) => tell({ folder: order.folder, notStarted: String(error) }));
      return;
    case 'recover':
      points.begin();
      await serviceOn(order.folder).recover();
      tell({ folder: order.folder, recovered: true });
      return;
    case 'jump':
      clock.jump(order.ms);
      return;
    case 'close':
      await Promise.all([...services.values()].map((service) => service.dispose()));
      tell({ points: points.all() });
      process.exit(0);
  }
}

readline
  .createInterface({ input: process.stdin })
  .on('line', (line) => void follow(JSON.parse(line) as Order));
tell({ ready: true });
