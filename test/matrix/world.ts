import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { AccessKey } from '../../src/clouds/accessKey';
import type { CloudCall, Parameters } from '../../src/clouds/cloudClient';
import type { Transport } from '../../src/clouds/transport';
import type { Target } from '../../src/inventory/target';
import type { Form, Operation } from '../../src/operations/operation';
import type { Run } from '../../src/runs/run';
import { RunService } from '../../src/runs/runService';
import type { SampleCloudHandle } from '../../src/sampleCloud/sampleCloud';
import { VirtualClock } from '../unit/support/virtualClock';
import type { MatrixClient, MatrixCloud } from './clouds/cloud';
import { cloudOf } from './clouds/cloudOf';
import { DoubledTransport } from './doubledTransport';
import type { StateChange, Stored } from './fixtures/fixture';
import type { Ground } from './ground';
import { PROFILE, profileGone, type Setting } from './setting';
import { withoutToken } from './withoutToken';
import { type Death, Mortal, MortalJournal } from './mortalWindow';

/** Longer than any watch may last. */
const LONGEST_MS = 36 * 3_600_000;
/** Longer than any outage in the matrix that ends, and than any limit of the watch. */
const LONGEST_WAIT_MS = 3 * 3_600_000;

/** One run on one cluster of the sample cloud, the windows that act on it, and the network between. */
export class World {
  readonly clock = new VirtualClock(Date.now());
  readonly transport: DoubledTransport;
  /** The cloud that the operation is done on. */
  readonly at: MatrixCloud;
  readonly log: unknown[] = [];
  readonly reports: string[] = [];
  readonly folder: string;
  readonly operation: Operation;
  readonly target: Target;
  /** What the sample cloud calls what it stores of it. */
  readonly storedId: string;
  readonly before: Stored;
  readonly form: Form;
  private key: AccessKey;
  readOnly = false;
  profileGone = false;
  diskFull = false;
  /** Whether somebody else has changed what the run is about. */
  foreign = false;
  /** Copies of requests that are still on their way. */
  late = 0;
  /** The call that was last sent. */
  call: CloudCall | undefined;
  startError: unknown;
  /** Called after each step in time. */
  onStep: () => void = () => undefined;
  private service: RunService;
  private readonly windows: {
    readonly service: RunService;
    readonly window: Mortal;
    readonly name: string;
  }[] = [];
  /** One a window, as the extension keeps one a profile. */
  private readonly clients = new Map<Mortal, MatrixClient>();

  constructor(
    readonly ground: Ground,
    readonly setting: Setting,
  ) {
    this.at = cloudOf(setting.fixture.operation);
    this.transport = new DoubledTransport(
      () => this.clock.now(),
      (answer, request) => this.at.isAmbiguous(answer, request),
    );
    ground.time = this.clock;
    ground.skewMs = 0;
    this.cloud.clearFaults();
    this.cloud.setSpeed(1);
    this.cloud.reset('small');
    const { fixture, aim, token } = setting;
    const { on } = fixture;
    const before = on.all(ground.state()).find((each) => on.nameOf(each) === aim.cluster);
    if (!before) throw new Error(`the sample cloud has no cluster ${aim.cluster}`);
    this.before = before;
    this.target = on.targetOf(before, aim.part);
    this.storedId = on.idOf(before);
    this.form = aim.form(before, this.clock.now());
    this.operation = token ? fixture.operation : withoutToken(fixture.operation);
    const [key] = this.at.keys(this.cloud);
    if (!key) throw new Error('the sample cloud has no key');
    this.key = key;
    this.folder = fs.mkdtempSync(path.join(ground.folder, 'runs-'));
    this.service = this.window('a', setting.death);
  }

  get credentials(): AccessKey {
    return this.key;
  }

  /** New keys of the profile: what was known with the old ones is dropped. */
  set credentials(key: AccessKey) {
    this.key = key;
    this.clients.clear();
  }

  get cloud(): SampleCloudHandle {
    return this.ground.cloud;
  }

  /** The run as the window that has it last knows it. */
  get run(): Run | undefined {
    return this.service.all()[0];
  }

  /** Everything that the sample cloud has changed: nobody else asks it for anything. */
  get effects() {
    return this.cloud.effects();
  }

  /** What must never be shown: the keys, and the secret fields of the form. */
  get secrets(): readonly string[] {
    const { accessKeySecret, securityToken } = this.credentials;
    const typed = this.operation.secrets.map((field) => this.form[field]);
    return [accessKeySecret, securityToken, ...typed].filter(
      (secret): secret is string => typeof secret === 'string' && secret !== '',
    );
  }

  /** The thing now, by the sample cloud's own file; undefined where it has been deleted. */
  stored(): Stored | undefined {
    const { on } = this.setting.fixture;
    const find = () => on.all(this.ground.state()).find((each) => on.idOf(each) === this.storedId);
    // An empty patch makes it bring its state up to its clock.
    if (find()) this.cloud.patchCluster(this.storedId, {});
    return find();
  }

  /** It goes away from one moment to the next. */
  delete(): void {
    this.cloud.deleteCluster(this.storedId);
  }

  patch(patch: Readonly<Record<string, unknown>>): void {
    this.cloud.patchCluster(this.storedId, patch);
  }

  change(change: StateChange<Stored> | undefined): void {
    if (!change) return;
    const patch = change.patch(this.before, this.form, this.clock.now());
    const id = change.of?.(this.before) ?? this.storedId;
    if (patch) this.cloud.patchCluster(id, patch);
    else this.cloud.deleteCluster(id);
  }

  /**
   * What a window could not know how to do: a copy of the request that is executed later, whatever its date; or somebody
   * else's like it, with other parameters.
   */
  executeLater(ms: number, others: Parameters = {}): void {
    const { call: own } = this;
    const call = own && { ...own, parameters: { ...own.parameters, ...others } };
    if (!call) throw new Error('nothing was sent that could be executed later');
    const healthy: Transport = {
      read: (signed) => this.transport.forward('read', signed),
      write: (signed) => this.transport.forward('write', signed),
    };
    this.later(ms, () => this.newClient(new Mortal(), healthy).write(call));
  }

  /** Does something when its time has come; the world goes on until then. */
  later(ms: number, work: () => unknown): void {
    this.late += 1;
    void this.clock.sleep(ms).then(async () => {
      await this.transport.counted(Promise.resolve(work())).catch(() => undefined);
      this.late -= 1;
    });
  }

  /** Reads, reviews and confirms as the flow does, lets `arrange` spoil the world, and sends. */
  async confirm(arrange: () => void): Promise<void> {
    const { operation, target, form } = this;
    const [first] = this.windows;
    if (!first) throw new Error('no window is open');
    const live = await operation.read(this.client(first), target);
    const problems = operation.problems(form, live, this.clock.now());
    if (problems.length > 0) throw new Error(`the fixture’s form is wrong: ${JSON.stringify(problems)}`);
    const checks = operation.preflight(form, live, this.clock.now());
    arrange();
    void this.service
      .start({ operation, profile: PROFILE, target, form, live, checks })
      .catch((error: unknown) => (this.startError = error));
    await this.rest();
  }

  /** Lets time pass until there is a final claim and nothing is on its way any more. */
  async toTheEnd(): Promise<void> {
    const end = this.clock.now() + LONGEST_MS;
    for (;;) {
      await this.rest();
      this.onStep();
      const { run } = this;
      const over = this.startError !== undefined || run?.closedAt !== undefined || this.waitsInVain(run);
      const next = this.clock.nextAt;
      if (over && this.late === 0) break;
      if (next === undefined || next > end) break;
      await this.clock.advance(next - this.clock.now());
    }
    await this.rest();
  }

  /** A run that waits for what does not come back ends only with its watching. */
  private waitsInVain(run: Run | undefined): boolean {
    const since = run?.timeline.at(-1)?.at ?? Infinity;
    return run?.waitingFor !== undefined && this.clock.now() - since > LONGEST_WAIT_MS;
  }

  async close(): Promise<void> {
    const alive = this.windows.filter(({ window }) => window.alive);
    await Promise.all(alive.map(({ service }) => service.dispose()));
    await this.rest();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  /** A second window opens, finds the run, and takes it over where its lease has ended. */
  openAnother(): void {
    void this.window('b').recover();
  }

  stopWatching(): void {
    const { run } = this;
    if (run) void this.service.stopWatching(run.id);
  }

  /** As a person does who has mended what the run waits for. */
  retry(): void {
    const { run } = this;
    if (run) void this.transport.counted(this.service.readNow(run.id));
  }

  /** Until no disk and no socket has anything left to say: neither waits for a virtual clock. */
  private async rest(): Promise<void> {
    for (let quiet = 0; quiet < 4; quiet = (await this.transport.idle()) ? quiet + 1 : 0)
      await new Promise((resolve) => setImmediate(resolve));
  }

  private client({ window, name }: { readonly window: Mortal; readonly name: string }): MatrixClient {
    const client = this.clients.get(window) ?? this.newClient(window, this.transport.of(name));
    this.clients.set(window, client);
    return client;
  }

  private newClient(mortal: Mortal, network: Transport): MatrixClient {
    const client = this.at.client({
      profileName: PROFILE.name,
      credentials: () =>
        this.profileGone ? Promise.reject(profileGone()) : Promise.resolve(this.credentials),
      readOnly: () => this.readOnly,
      origin: (host) => Promise.resolve(this.cloud.hosts[host] ?? `https://${host}`),
      transport: {
        read: (request) => mortal.guard(() => network.read(request)),
        write: (request) => mortal.guard(() => network.write(request)),
      },
      clock: mortal.clock(this.clock),
      random: () => 0.5,
      nonce: randomUUID,
      log: (entry) => this.log.push(entry),
    });
    return {
      ...client,
      write: (call, signal) => {
        this.call = call;
        return client.write(call, signal);
      },
    };
  }

  private window(name: string, death?: Death): RunService {
    const window = new Mortal();
    window.onDeath = () => {
      this.service = this.window(`${name}'`);
      void this.transport.counted(this.service.recover());
    };
    const service = new RunService({
      journal: new MortalJournal(this.folder, {
        window,
        death,
        counted: (work) => this.transport.counted(work),
        full: () => this.diskFull,
      }),
      clock: window.clock(this.clock),
      random: () => 0.5,
      newId: randomUUID,
      owner: name,
      operation: (id) => (id === this.operation.id ? this.operation : undefined),
      connect: () => this.client({ window, name }),
      report: (problem) => this.reports.push(problem),
    });
    this.windows.push({ service, window, name });
    return service;
  }
}
