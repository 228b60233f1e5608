import { readCaFile } from '../clouds/ownNetwork/caFile';
import { networkError } from '../clouds/networkError';
import { connectsByItself, proxyAddress } from '../clouds/profileNetwork';
import { text, type Text } from '../clouds/text';
import { TransportError } from '../clouds/transport';
import type { MultiStep } from './multiStep';
import { BACK, type Back, type StepFrame } from './multiStepFrame';
import type { InputOptions } from './multiStepInput';
import type { PickEntry } from './multiStepPick';
import type { NetworkDraft } from './networkDraft';
import { caFileProblem, hostProblem, tidyHost } from './networkForm';
import { askLine, type Answer, type LineDeps } from './networkLine';
import { askProxy } from './proxySteps';
import type { CloudHost, ProfileCloud } from './profileCloud';

/** What of VS Code the steps about a network need besides boxes and lists. */
export interface NetworkDialogs {
  /** A modal question. Whether the person chose `yes`. */
  confirm(question: string, detail: string, yes: string): Promise<boolean>;
  /** The path of a file of certificates that the person picks on the machine this extension runs on. */
  pickCaFile(): Promise<string | undefined>;
}

export interface NetworkStepsDeps extends LineDeps {
  readonly steps: Pick<MultiStep, 'pick' | 'input'>;
  readonly networkDialogs: NetworkDialogs;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

type Row = 'done' | 'clear' | 'proxy' | 'caFile' | CloudHost;

/** Asks how a profile is to reach its cloud: one list, from which each part is changed. */
export class NetworkSteps {
  constructor(
    private readonly deps: NetworkStepsDeps,
    private readonly draft: NetworkDraft,
    /** The profile's name, as far as it is known. */
    private readonly profile: string,
    private readonly cloud: ProfileCloud,
  ) {}

  /** What was changed is in the draft when the person is done or goes back. */
  async ask(frame: StepFrame, done: Text): Promise<'done' | Back | undefined> {
    for (let active = 'done'; ;) {
      const row = await this.deps.steps.pick<Row>({
        ...frame,
        placeholder: this.deps.say(
          text('How this profile reaches its cloud, where VS Code’s own network does not do'),
        ),
        items: this.rows(done),
        active,
      });
      if (row === undefined || row === BACK || row === 'done') return row;
      active = typeof row === 'string' ? row : row.product;
      const step = { ...frame, back: true };
      if (row === 'clear') this.draft.clear();
      else if ((await this.change(row, step)) === undefined) return undefined;
    }
  }

  /** Asks for a line, with a button that leads to these steps and back. What was typed stays. */
  async beside(options: InputOptions): Promise<string | Back | undefined> {
    const { say, steps } = this.deps;
    let value = options.value ?? '';
    for (;;) {
      let leaves = false;
      const tooltip = say(text('Network…'));
      const button = { icon: 'globe', tooltip, act: () => (leaves = true), leaves: true };
      const answer = await steps.input({
        ...options,
        value,
        buttons: [...(options.buttons ?? []), button],
        validate: (typed) => {
          value = typed;
          return options.validate?.(typed);
        },
      });
      // Set by the button meanwhile.
      if (!(leaves as boolean)) return answer;
      const { title } = options;
      if (
        (await this.ask({ title: `${title}: ${say(text('Network'))}`, back: true }, text('Done'))) ===
        undefined
      )
        return undefined;
    }
  }

  private change(row: 'proxy' | 'caFile' | CloudHost, frame: StepFrame): Promise<Answer> {
    if (row === 'proxy') return askProxy(this.deps, frame, this.draft);
    return row === 'caFile' ? this.caFile(frame) : this.host(frame, row);
  }

  private rows(done: Text): readonly PickEntry<Row>[] {
    const { say } = this.deps;
    const { draft } = this;
    const network = draft.toNetwork();
    const isOwn = connectsByItself(network);
    const usual = isOwn ? text('none: connects directly') : text('VS Code’s own');
    return [
      {
        value: 'done',
        key: 'done',
        label: say(done),
        icon: 'check',
        detail: say(
          isOwn
            ? text('VS Code’s proxy settings and the system’s certificates do not apply to this profile.')
            : text('VS Code’s proxy settings and the system’s certificates apply.'),
        ),
      },
      { heading: say(text('Connection')) },
      {
        value: 'proxy',
        key: 'proxy',
        label: say(text('Proxy')),
        icon: 'globe',
        description: network?.proxy
          ? [proxyAddress(network.proxy), ...(draft.proxyUser ? [draft.proxyUser] : [])].join(' · ')
          : say(usual),
      },
      {
        value: 'caFile',
        key: 'caFile',
        label: say(text('CA File')),
        icon: 'verified',
        description: draft.caFile || say(isOwn ? text('none: public certificates') : text('VS Code’s own')),
      },
      { heading: say(text('Hosts')) },
      ...this.cloud.hosts.map((host) => ({
        value: host,
        key: host.product,
        label: host.title,
        icon: 'server',
        description: draft.hosts.get(host.product) ?? say(text('the public one')),
      })),
      ...(network
        ? [
            { heading: '' },
            {
              value: 'clear' as const,
              key: 'clear',
              label: say(text('Use VS Code’s Own Network')),
              icon: 'discard',
            },
          ]
        : []),
    ];
  }

  private async caFile(frame: StepFrame): Promise<Answer> {
    const { draft, deps } = this;
    let value = draft.caFile;
    for (;;) {
      let picks = false;
      const button = {
        icon: 'folder-opened',
        tooltip: deps.say(text('Choose File…')),
        act: () => (picks = true),
        leaves: true,
      };
      const answer = await askLine(
        deps,
        { ...frame, buttons: [button] },
        {
          prompt: text(
            'The file with the certificate authority of the cloud, the proxy or the gateway, in PEM form. Empty for none',
          ),
          placeholder: '/etc/ssl/corp-ca.pem',
          value,
          problem: caFileProblem,
          work: (typed) => this.caFileTrouble(typed.trim()),
          take: (typed) => (draft.caFile = typed.trim()),
        },
      );
      // Set by the button meanwhile.
      if (!(picks as boolean)) return answer;
      value = (await deps.networkDialogs.pickCaFile()) ?? value;
    }
  }

  /** Why the file cannot be used, as far as can be said before a connection is made. */
  private async caFileTrouble(caFile: string): Promise<string | undefined> {
    if (caFile === '') return undefined;
    try {
      await readCaFile(caFile, this.deps.now());
      return undefined;
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      const where = { profile: this.profile, host: '', region: '', operation: '', network: { caFile } };
      return this.deps.say(networkError(error, where).explanation);
    }
  }

  private async host(frame: StepFrame, { product, title, example }: CloudHost): Promise<Answer> {
    const { draft } = this;
    let host = draft.hosts.get(product) ?? '';
    for (;;) {
      const answer = await askLine(this.deps, frame, {
        prompt: text('The host of {product}, with its port where that is not 443. Empty for the public one', {
          product: title,
        }),
        placeholder: example,
        value: host,
        problem: (value) => hostProblem(value, title),
        take: (value) => (host = tidyHost(value)),
      });
      if (answer !== 'next') return answer;
      if (host === '') draft.hosts.delete(product);
      else if (!(await this.agrees(host, title))) continue;
      else draft.hosts.set(product, host);
      return 'next';
    }
  }

  /** Each host once, by its exact name: whoever answers there gets requests signed with the profile's keys. */
  private async agrees(host: string, product: string): Promise<boolean> {
    const { draft, profile } = this;
    const { say, networkDialogs } = this.deps;
    if (draft.isAgreed(host)) return true;
    const isAgreed = await networkDialogs.confirm(
      say(text('Send the requests for {product} to {host}?', { product, host })),
      say(
        profile
          ? text(
              'They go to exactly this host instead of the public cloud, over https, signed with the keys of {profile}. Agree only if you know who runs it.',
              { profile },
            )
          : text(
              'They go to exactly this host instead of the public cloud, over https, signed with the keys of this profile. Agree only if you know who runs it.',
            ),
      ),
      say(text('Use {host}', { host })),
    );
    if (isAgreed) draft.agree(host);
    return isAgreed;
  }
}
