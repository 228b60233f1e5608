import type * as vscode from 'vscode';
import * as z from 'zod';
import { productOf, type ProductId, type Target } from '../inventory/target';

const STATE_KEY = 'clusterdeck.recent';
/** More than pickers show: some may be of another product, or gone. */
const KEPT = 50;
const stored = z.array(z.string()).catch([]);

/** A listed resource as it is reached through a profile. */
export interface ResourcePlace {
  readonly profileId: string;
  readonly product: ProductId;
  readonly region: string;
  readonly id: string;
}

/** Tells a listed resource from every other. */
export const resourceKey = ({ profileId, product, region, id }: ResourcePlace): string =>
  [profileId, product, region, id].map(encodeURIComponent).join('/');

/** The listed resource that a target is, or is in. */
export const resourcePlace = (profileId: string, { kind, region, id, within }: Target): ResourcePlace => ({
  profileId,
  product: productOf(kind),
  region,
  id: within?.id ?? id,
});

/** What a person last worked on, so that pickers have it first; it survives a restart. */
export class RecentResources {
  readonly #state: Pick<vscode.Memento, 'get' | 'update'>;
  readonly #report: (problem: string) => void;

  /** `report` is told where VS Code cannot store it, which stops nobody's work. */
  constructor(state: Pick<vscode.Memento, 'get' | 'update'>, report: (problem: string) => void) {
    this.#state = state;
    this.#report = report;
  }

  /** The keys, the last one first. */
  keys(): readonly string[] {
    return stored.parse(this.#state.get(STATE_KEY) ?? []);
  }

  add(place: ResourcePlace): void {
    const key = resourceKey(place);
    this.#store([key, ...this.keys().filter((each) => each !== key)].slice(0, KEPT));
  }

  /** Forgets those of a profile that is gone. */
  forget(profileId: string): void {
    const all = this.keys();
    const kept = all.filter((key) => !key.startsWith(`${encodeURIComponent(profileId)}/`));
    if (kept.length < all.length) this.#store(kept);
  }

  #store(keys: readonly string[]): void {
    this.#state
      .update(STATE_KEY, keys)
      .then(undefined, (error: unknown) => this.#report(`Recent resources: ${String(error)}`));
  }
}
