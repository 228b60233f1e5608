import type { CloudCall, CloudClient, Ruling } from '../clouds/cloudClient';
import { text, type Text } from '../clouds/text';
import type { Target } from '../inventory/target';
import type { Check, Form, Operation } from '../operations/operation';
import { MultiStep } from '../profiles/multiStep';
import type { Back } from '../profiles/multiStepFrame';
import type { PickEntry, PickSource } from '../profiles/multiStepPick';
import type { Profile } from '../profiles/profile';
import { errorMessage, explainError } from './explainError';
import type { FlowParts } from './flowHost';
import { commandLines, requestCommand, requestRows, requestText } from './requestText';
import { review, SAY, withMore, worseChecks, wrapped, type Review, type ReviewRow } from './reviewRows';

export interface ReviewStepParts extends Pick<FlowParts, 'kit' | 'editor' | 'translate' | 'clock'> {
  readonly operation: Operation;
  readonly title: string;
  readonly profile: Profile;
  readonly client: CloudClient;
  readonly target: Target;
  readonly form: Form;
  readonly changeTicket: string;
  /** A person chose to read again: also keys that the cloud did not accept are tried once more. */
  readonly tryAgain: () => void;
  /** What the person's safety policy says now. */
  readonly ruling: () => Promise<Ruling | undefined>;
  /** A new token of the kind that a run gets, for showing the request. */
  readonly newToken: () => string;
}

/** What the person has seen: the live data and the checks it gave. */
export interface Seen {
  readonly live: unknown;
  readonly checks: readonly Check[];
}

export type Reviewed =
  { readonly kind: 'send' | 'changeTicket' } | { readonly kind: 'edit'; readonly field: string };

/** The review on screen. Check Again and Show Request leave it open. */
export class ReviewStep implements PickSource<Reviewed> {
  readonly #parts: ReviewStepParts;
  readonly #listeners = new Set<() => void>();
  readonly #left = new AbortController();
  #live: unknown;
  #review: Review;
  #changed: readonly Text[];
  #ruling: Ruling | undefined;
  #busy = false;
  #showsRequest = false;
  #notice: { readonly icon: string; readonly words: string } | undefined;

  constructor(parts: ReviewStepParts, live: unknown, changed: readonly Text[], ruling?: Ruling) {
    this.#parts = parts;
    this.#live = live;
    this.#changed = changed;
    this.#ruling = ruling;
    this.#review = this.#read();
  }

  get seen(): Seen {
    return { live: this.#live, checks: this.#review.checks };
  }

  /** Resolves with what the person chose, BACK, or undefined where they left. */
  async ask(back: boolean): Promise<Reviewed | Back | undefined> {
    const { kit, title, translate } = this.#parts;
    try {
      return await new MultiStep(kit).pick<Reviewed>({
        title: `${title}: ${translate(text('Review'))}`,
        placeholder: translate(text('Look at what will happen, then send')),
        back,
        items: this,
        active: this.#review.active,
      });
    } finally {
      this.#left.abort();
    }
  }

  busy(): boolean {
    return this.#busy;
  }

  onDidChange(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  entries(): readonly PickEntry<Reviewed>[] {
    const rows = this.#review.groups.flatMap(({ heading, rows: group }, index) => [
      { heading },
      ...group.map((row) => this.#entry(row)),
      ...(index === 0 && this.#showsRequest ? this.#requestEntries() : []),
    ]);
    if (!this.#notice) return rows;
    const { words, icon } = this.#notice;
    return [...wrapped('notice', words, icon).map((row) => this.#entry(row)), ...rows];
  }

  #entry({ deed, ...row }: ReviewRow): PickEntry<Reviewed> {
    switch (deed.kind) {
      case 'send':
      case 'changeTicket':
      case 'edit':
        return { ...row, value: deed };
      case 'say':
        return { ...row, act: () => undefined };
      case 'showRequest':
        return { ...row, act: () => this.#toggleRequest() };
      case 'copyCommand':
        return { ...row, act: () => void this.#guarded(() => this.#copyCommand()) };
      case 'trial':
        return { ...row, act: () => void this.#try() };
      case 'checkAgain':
        return { ...row, act: () => void this.#checkAgain() };
    }
  }

  #read(): Review {
    const { operation, profile, target, form, changeTicket, clock, translate } = this.#parts;
    return review(
      {
        operation,
        profile,
        target,
        form,
        live: this.#live,
        now: clock.now(),
        changed: this.#changed,
        ruling: this.#ruling,
        changeTicket,
      },
      translate,
    );
  }

  #tell(notice: { readonly icon: string; readonly words: string } | undefined): void {
    this.#notice = notice;
    for (const listener of this.#listeners) listener();
  }

  async #guarded(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.#tellError(error);
    }
  }

  #tellError(error: unknown): void {
    const { target, translate } = this.#parts;
    this.#tell({ icon: 'error', words: errorMessage(explainError(error, target, translate)) });
  }

  #call(): CloudCall {
    const { operation, form, target, newToken } = this.#parts;
    return operation.call(form, target, this.#live, newToken());
  }

  #toggleRequest(): void {
    this.#showsRequest = !this.#showsRequest;
    this.#tell(undefined);
  }

  /** The request in place, where the list does not cover it, and the way to the whole text. */
  #requestEntries(): readonly PickEntry<Reviewed>[] {
    const { client, translate } = this.#parts;
    const call = this.#call();
    const view = client.view(call);
    const show = (row: ReviewRow) => this.#entry(row);
    return [
      { heading: translate(text('Request')) },
      ...requestRows(call, view, translate).flatMap(([name, value]) =>
        withMore({ key: `request:${name}`, label: name, icon: 'symbol-parameter', deed: SAY }, value).map(
          show,
        ),
      ),
      {
        key: 'requestText',
        label: translate(text('Open as Text, with Headers')),
        icon: 'go-to-file',
        act: () => void this.#guarded(() => this.#openRequest()),
      },
      { heading: translate(text('Command')) },
      ...commandLines(call, view).map((label, index) =>
        show({
          key: `command${index}`,
          label,
          icon: index === 0 ? 'terminal' : 'blank',
          deed: { kind: 'copyCommand' },
        }),
      ),
    ];
  }

  async #openRequest(): Promise<void> {
    const { client, editor, target, translate } = this.#parts;
    const call = this.#call();
    await editor.showText(`${call.action} ${target.id}`, requestText(call, client.view(call), translate));
  }

  async #copyCommand(): Promise<void> {
    const { client, editor, translate } = this.#parts;
    const call = this.#call();
    await editor.copy(requestCommand(call, client.view(call)));
    this.#tell({ icon: 'check', words: translate(text('The command is on the clipboard.')) });
  }

  /** One click is one call: what it costs stands beside it. */
  async #try(): Promise<void> {
    const { operation, client, form, target, translate } = this.#parts;
    const { trial } = operation;
    if (this.#busy || !trial) return;
    this.#busy = true;
    this.#tell({ icon: 'loading~spin', words: translate(trial.title) });
    const outcome = await client.write(trial.call(form, target, this.#live), { signal: this.#left.signal });
    this.#busy = false;
    if (this.#left.signal.aborted) return;
    const said = trial.tell(outcome, form);
    const icon = outcome.kind === 'accepted' ? 'pass' : 'error';
    if (said) this.#tell({ icon, words: translate(said) });
    else if (outcome.kind !== 'accepted') this.#tellError(outcome.error);
  }

  async #checkAgain(): Promise<void> {
    if (this.#busy) return;
    const { operation, client, target, translate } = this.#parts;
    this.#busy = true;
    this.#tell(undefined);
    this.#parts.tryAgain();
    try {
      const live = await operation.read(client, target, this.#left.signal);
      this.#ruling = await this.#parts.ruling();
      const seen = this.seen;
      this.#live = live;
      this.#changed = operation.changes(seen.live, live);
      this.#review = this.#read();
      if (this.#changed.length === 0) {
        this.#changed = worseChecks(seen.checks, this.#review.checks);
        this.#review = this.#read();
      }
      this.#busy = false;
      this.#tell(
        this.#changed.length > 0
          ? undefined
          : { icon: 'check', words: translate(text('Checked again: nothing that matters has changed.')) },
      );
    } catch (error) {
      this.#busy = false;
      if (!this.#left.signal.aborted) this.#tellError(error);
    }
  }
}
