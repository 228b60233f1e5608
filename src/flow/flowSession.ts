import { randomUUID } from 'node:crypto';
import type { Ruling } from '../clouds/cloudClient';
import { text, type Text } from '../clouds/text';
import type { Form, Operation, Step } from '../operations/operation';
import { BACK, type Back } from '../profiles/multiStepFrame';
import type { Profile } from '../profiles/profile';
import type { Run } from '../runs/run';
import { IdenticalRunError } from '../runs/runService';
import { askSteps } from './askSteps';
import type { Place } from './pickPlace';
import { Collection } from './collection';
import { askDespite, askForId, askLast } from './confirmSteps';
import { errorMessage, explainError } from './explainError';
import type { FlowParts } from './flowHost';
import { keysRemedy } from './keysRemedy';
import { liveRead, type LiveAnswer } from './liveRead';
import { policyCopy, policyRemedy } from './policyRemedy';
import { mayWrite, sayRuledOut } from './refusals';
import { ReviewStep, type Seen } from './reviewStep';
import { review, worseChecks } from './reviewRows';
import { sameRequest } from './sameRequest';
import { askForTicket } from './ticketStep';

/** A form filled in beforehand: the flow opens at its review where the form still holds. */
export interface Prefill {
  readonly form: Form;
  /** The run that this one switches back. */
  readonly inverseOf?: string | undefined;
  /** That of the run that this one repeats or switches back. */
  readonly changeTicket?: string | undefined;
}

/** Live data older than this when the last question is answered is read once more. */
const STALE_MS = 60_000;

type Next = 'collect' | 'review' | 'left' | { readonly sent: Run };

/** One pass through collect, review and confirm for one operation on one target. */
export class FlowSession {
  readonly #parts: FlowParts;
  readonly #operation: Operation;
  readonly #place: Place;
  readonly #prefill: Prefill | undefined;
  readonly #title: string;
  /** Runs the person was warned of and went on. */
  readonly #accepted = new Set<string>();
  #seen: Seen = { live: undefined, checks: [] };
  #changed: readonly Text[] = [];
  /** When the live data was read that is about to be confirmed. */
  #readAt = 0;
  #ticket: string;

  constructor(parts: FlowParts, operation: Operation, place: Place, prefill?: Prefill) {
    this.#parts = parts;
    this.#operation = operation;
    this.#place = place;
    this.#prefill = prefill;
    this.#ticket = prefill?.changeTicket ?? '';
    this.#title = `${parts.translate(operation.title)}: ${place.target.name}`;
  }

  /** Resolves with the run that was sent, or undefined where the person left. Rejects where the profile is gone. */
  async go(): Promise<Run | undefined> {
    if (!(await this.#mayWrite()) || !(await this.#despiteOthers(text('Continue')))) return undefined;
    const first = await this.#read(false);
    if (first === BACK || first === undefined) return undefined;
    this.#seen = { live: first.live, checks: [] };
    const collection = new Collection<Step>(this.#operation.steps, first.live, this.#prefill?.form);
    if (this.#prefill) collection.skipAnswered();
    let next: Next = 'collect';
    for (;;) {
      if (next === 'left') return undefined;
      if (typeof next === 'object') return next.sent;
      next = next === 'collect' ? await this.#collect(collection) : await this.#review(collection);
    }
  }

  async #collect(collection: Collection<Step>): Promise<Next> {
    const { kit, editor, translate, clock } = this.#parts;
    const policy = policyCopy(this.#operation, this.#place.target, this.#parts);
    const operation = this.#operation;
    const parts = { kit, editor, translate, clock, operation, policy, title: this.#title };
    const asked = await askSteps(parts, collection, this.#seen.live);
    return asked === 'done' ? 'review' : 'left';
  }

  async #review(collection: Collection<Step>): Promise<Next> {
    const { profileId, target } = this.#place;
    collection.renew(this.#seen.live);
    const { form } = collection;
    const step = new ReviewStep(
      {
        ...this.#parts,
        operation: this.#operation,
        title: this.#title,
        profile: this.#profile(),
        client: this.#parts.connections.client(profileId),
        target,
        form,
        changeTicket: this.#ticket,
        tryAgain: () => this.#parts.connections.tryAgain(profileId),
        newToken: randomUUID,
        ruling: () => this.#ruling(form),
      },
      this.#seen.live,
      this.#changed,
      await this.#ruling(form),
    );
    const chosen = await step.ask(collection.canGoBack);
    this.#seen = step.seen;
    this.#changed = [];
    collection.renew(this.#seen.live);
    if (chosen === undefined) return 'left';
    if (chosen === BACK) return collection.back() ? 'collect' : 'review';
    if (chosen.kind === 'changeTicket') return this.#askForTicket();
    if (chosen.kind === 'edit') {
      // A value that follows from newer live data is not asked: walking the steps once more puts it right.
      if (!collection.jump(chosen.field)) collection.skipAnswered();
      return 'collect';
    }
    return this.#confirm(form);
  }

  async #askForTicket(): Promise<Next> {
    const asked = await askForTicket(this.#parts, this.#title, this.#ticket);
    if (!asked) return 'left';
    if (asked !== 'back') this.#ticket = asked.ticket;
    return 'review';
  }

  /** Nothing is sent on the way through here but by the person's last yes to unchanged live data. */
  async #confirm(form: Form): Promise<Next> {
    const { target } = this.#place;
    const fresh = await this.#readAgain(form);
    if (fresh !== 'same') return fresh;
    if (!(await this.#mayWrite())) return 'left';
    const ruling = await this.#ruling(form);
    if (ruling?.does === 'refuses') return this.#refused(ruling);
    if (this.#profile().safety === 'production') {
      const typed = await askForId(this.#parts, this.#title, target);
      if (typed !== 'same') return typed === 'back' ? 'review' : 'left';
    }
    const yes = await askLast(this.#parts, {
      operation: this.#operation,
      form,
      live: this.#seen.live,
      target,
      profileName: this.#profile().name,
      changeTicket: this.#changeTicket(),
      checks: this.#seen.checks,
      ruling,
    });
    if (!yes) return 'review';
    if (this.#parts.clock.now() - this.#readAt > STALE_MS) {
      const later = await this.#readAgain(form);
      if (later !== 'same') return later;
    }
    if (!(await this.#despiteOthers(text('Send Anyway'), form))) return 'review';
    return this.#send(form);
  }

  /** Reads live data once more. Anything that changed leads back to the review, which shows it. */
  async #readAgain(form: Form): Promise<'same' | 'review' | 'left'> {
    const read = await this.#read(true);
    if (read === BACK) return 'review';
    if (read === undefined) return 'left';
    const { target } = this.#place;
    const now = this.#parts.clock.now();
    const facts = {
      operation: this.#operation,
      profile: this.#profile(),
      target,
      form,
      live: read.live,
      now,
      changed: [],
      changeTicket: this.#ticket,
    };
    const { checks } = review(facts, this.#parts.translate);
    const broken = this.#operation.problems(form, read.live, now).length > 0;
    const changed = this.#operation.changes(this.#seen.live, read.live);
    this.#changed = changed.length > 0 ? changed : worseChecks(this.#seen.checks, checks);
    this.#seen = { live: read.live, checks };
    this.#readAt = now;
    return this.#changed.length > 0 || broken ? 'review' : 'same';
  }

  async #send(form: Form): Promise<Next> {
    const { runs, openRun, dialogs, translate } = this.#parts;
    const { target } = this.#place;
    const { id, name } = this.#profile();
    const inverseOf = this.#prefill?.inverseOf;
    const changeTicket = this.#changeTicket();
    try {
      const run = await runs.start({
        operation: this.#operation,
        profile: { id, name },
        target,
        form,
        live: this.#seen.live,
        checks: this.#seen.checks,
        ...(inverseOf === undefined ? {} : { inverseOf }),
        ...(changeTicket ? { changeTicket } : {}),
      });
      openRun(run.id);
      return { sent: run };
    } catch (error) {
      if (error instanceof IdenticalRunError) return this.#stopTwin(error.run);
      const again = translate(text('Review Again'));
      const why = errorMessage(explainError(error, target, translate));
      const said = translate(text('Nothing was sent to {name}. {why}', { name: target.name, why }));
      return (await dialogs.fail(said, [again])) === again ? 'review' : 'left';
    }
  }

  async #stopTwin(twin: Run): Promise<'left'> {
    const { dialogs, translate, openRun } = this.#parts;
    const open = translate(text('Open the Run'));
    const said = translate(
      text('The very same request to {name} is still being sent. It is not sent twice.', {
        name: this.#place.target.name,
      }),
    );
    if ((await dialogs.inform(said, [open])) === open) openRun(twin.id);
    return 'left';
  }

  /** The live data; where the keys fail they may be updated on the way. */
  async #read(back: boolean): Promise<{ readonly live: unknown } | Back | undefined> {
    for (;;) {
      const read = await this.#readOnce(back);
      if (read === undefined || read === BACK || 'live' in read) return read;
      await read.remedy.act();
    }
  }

  #readOnce(back: boolean): Promise<LiveAnswer | Back | undefined> {
    const { kit, translate, connections } = this.#parts;
    const { profileId, target } = this.#place;
    return liveRead(kit, translate, {
      title: this.#title,
      target,
      back,
      read: (signal) => this.#operation.read(connections.client(profileId), target, signal),
      again: () => {
        connections.tryAgain(profileId);
      },
      remedy: (error) =>
        keysRemedy(error, profileId, this.#parts) ??
        policyRemedy(error, this.#operation, target, this.#parts),
    });
  }

  /** A profile that asks for none has no row to see or change one at, so none goes with it. */
  #changeTicket(): string {
    return this.#profile().changeTicket ? this.#ticket : '';
  }

  #profile(): Profile {
    const profile = this.#parts.profiles.get(this.#place.profileId);
    if (!profile)
      throw new Error(this.#parts.translate(text('The cloud profile of this cluster was removed.')));
    return profile;
  }

  /** What the person's own safety policy says of the request; nothing where the form cannot make one yet. */
  async #ruling(form: Form): Promise<Ruling | undefined> {
    const { connections, clock } = this.#parts;
    const { profileId, target } = this.#place;
    const { live } = this.#seen;
    if (this.#operation.problems(form, live, clock.now()).length > 0) return undefined;
    return connections.client(profileId).ruling?.(this.#operation.call(form, target, live, randomUUID()));
  }

  async #refused(ruling: Ruling): Promise<'review'> {
    await sayRuledOut(this.#parts, this.#operation, ruling);
    return 'review';
  }

  #mayWrite(): Promise<boolean> {
    return mayWrite(this.#parts, this.#operation, this.#profile());
  }

  /** Warns of runs under way that the person has not been warned of; the very same request is stopped. */
  async #despiteOthers(goOn: Text, form?: Form): Promise<boolean> {
    const { runs, translate } = this.#parts;
    const { target } = this.#place;
    const active = await runs.activeOn(target);
    const twin = form && sameRequest(active, this.#operation, target, form);
    if (twin) {
      await this.#stopTwin(twin);
      return false;
    }
    const others = active.filter(({ id }) => !this.#accepted.has(id));
    if (!(await askDespite(this.#parts, others, target, translate(goOn)))) return false;
    for (const { id } of others) this.#accepted.add(id);
    return true;
  }
}
