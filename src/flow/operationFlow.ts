import { text } from '../clouds/text';
import { cloudOf, type CloudId, productOf } from '../inventory/target';
import type { Operation } from '../operations/operation';
import type { Run } from '../runs/run';
import { errorMessage, explainError } from './explainError';
import type { FlowParts } from './flowHost';
import { FlowSession, type Prefill } from './flowSession';
import { pickPlace, type Place } from './pickPlace';
import { resourcePlace } from './recentResources';

/** Leads a person through an operation: collect, review, confirm, send. One flow a target at a time. */
export class OperationFlow {
  readonly #parts: FlowParts;
  readonly #open = new Set<string>();

  constructor(parts: FlowParts) {
    this.#parts = parts;
  }

  /**
   * Starts the flow; without `at`, or at something that the operation is not for, by picking the target first. Resolves with the run once it is journaled, or
   * undefined where nothing was sent. Never rejects: what goes wrong is said.
   */
  async start(operation: Operation, at?: Place, prefill?: Prefill): Promise<Run | undefined> {
    const { dialogs, translate } = this.#parts;
    let place = at && operation.on.includes(at.target.kind) ? at : undefined;
    try {
      place ??= await this.#pickPlace(operation);
      if (!place) return undefined;
      this.#parts.recent.add(resourcePlace(place.profileId, place.target));
      return await this.#once(operation, place, prefill);
    } catch (error) {
      const { what, ...rest } = explainError(error, place?.target, translate);
      const said = text('{operation} was not sent. {what}', { operation: translate(operation.title), what });
      void dialogs.fail(errorMessage({ what: translate(said), ...rest }), []);
      return undefined;
    }
  }

  /** A second call while the flow for this target is open says so and does nothing. */
  async #once(operation: Operation, place: Place, prefill?: Prefill): Promise<Run | undefined> {
    const { dialogs, translate } = this.#parts;
    const { kind, region, id, within } = place.target;
    const key = JSON.stringify([place.profileId, kind, region, within?.id, id]);
    if (this.#open.has(key)) {
      const said = text('There is an open input for {name} already. Finish or leave it first.', {
        name: place.target.name,
      });
      void dialogs.inform(translate(said), []);
      return undefined;
    }
    this.#open.add(key);
    try {
      return await new FlowSession(this.#parts, operation, place, prefill).go();
    } finally {
      this.#open.delete(key);
    }
  }

  #pickPlace(operation: Operation): Promise<Place | undefined> {
    const clouds = new Set(operation.on.map((kind) => cloudOf(productOf(kind))));
    return this.#parts.profiles.list().some(({ cloud }) => clouds.has(cloud))
      ? pickPlace(this.#parts, operation)
      : this.#noProfile([...clouds]);
  }

  /** There is no profile of the clouds that an operation is for. */
  async #noProfile([cloud]: readonly CloudId[]): Promise<undefined> {
    const { dialogs, translate, addProfile } = this.#parts;
    const add = translate(text('Add Cloud Profile'));
    const said = translate(
      cloud === 'huawei'
        ? text('There is no cloud profile of Huawei Cloud yet, so there is nothing to choose from.')
        : text('There is no cloud profile of Alibaba Cloud yet, so there is nothing to choose from.'),
    );
    if ((await dialogs.inform(said, [add])) === add) addProfile();
    return undefined;
  }
}
