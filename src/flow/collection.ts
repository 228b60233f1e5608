import { isDeepStrictEqual } from 'node:util';
import type { Form, Step } from '../operations/operation';

/** The steps of an operation, as far as sequencing goes. */
export type StepOrder = Pick<Step, 'field' | 'dependsOn' | 'known'>;

/**
 * Where a person is among the steps of an operation, and what was answered. Steps whose value is known are filled in
 * and not asked. Back keeps what was answered; a changed answer clears the fields that depend on it, and theirs.
 */
export class Collection<S extends StepOrder> {
  readonly #steps: readonly S[];
  #live: unknown;
  #form: Readonly<Record<string, unknown>>;
  /** Indices of the steps asked so far, the current one last while there is one. */
  #asked: number[] = [];
  #current: number | undefined;
  /** After a jump only what has no value is asked again. */
  #jumped = false;

  /** `form`: values to begin with, offered as the answers. */
  constructor(steps: readonly S[], live: unknown, form: Form = {}) {
    this.#steps = steps;
    this.#live = live;
    this.#form = { ...form };
    this.#goOn(0);
  }

  get form(): Form {
    return this.#form;
  }

  /** The step to ask, or undefined when all are answered. */
  get current(): S | undefined {
    return this.#current === undefined ? undefined : this.#steps[this.#current];
  }

  /** Which of the asked steps this is, from 1, and how many there are as things stand. */
  get position(): { readonly step: number; readonly total: number } {
    const at = this.#current ?? this.#steps.length;
    const ahead = this.#steps.slice(at + 1).filter((step) => !step.known(this.#live, this.#form)).length;
    const step = Math.max(1, this.#asked.length);
    return { step, total: step + ahead };
  }

  /** Whether there is an asked step before this place. */
  get canGoBack(): boolean {
    return this.#asked.length > (this.#current === undefined ? 0 : 1);
  }

  /** Newer live data: what is known is filled in from it when the steps are next walked. */
  renew(live: unknown): void {
    this.#live = live;
  }

  answer(value: unknown): void {
    if (this.#current === undefined) return;
    const index = this.#current;
    const { field } = this.#steps[index] as S;
    this.#set(field, value);
    this.#goOn(index + 1);
  }

  /** To the asked step before; false where there is none. */
  back(): boolean {
    if (!this.canGoBack) return false;
    if (this.#current !== undefined) this.#asked.pop();
    this.#current = this.#asked.at(-1);
    this.#jumped = false;
    return true;
  }

  /** From the end to the step of this field, and after its answer straight back to the end if the rest still holds. */
  jump(field: string): boolean {
    const index = this.#steps.findIndex((step) => step.field === field);
    const step = this.#steps[index];
    if (!step || step.known(this.#live, this.#form)) return false;
    this.#asked = [...this.#asked.filter((asked) => asked < index), index];
    this.#current = index;
    this.#jumped = true;
    return true;
  }

  /** To the end where every step has a value, as a form that was filled in beforehand; otherwise to the first without. */
  skipAnswered(): void {
    this.#jumped = true;
    this.#asked = [];
    this.#goOn(0);
  }

  #goOn(from: number): void {
    for (let index = from; index < this.#steps.length; index++) {
      const step = this.#steps[index] as S;
      const known = step.known(this.#live, this.#form);
      if (known) {
        this.#set(step.field, known.value);
        continue;
      }
      this.#asked.push(index);
      if (this.#jumped && Object.hasOwn(this.#form, step.field)) continue;
      this.#current = index;
      return;
    }
    this.#current = undefined;
    this.#jumped = false;
  }

  #set(field: string, value: unknown): void {
    if (Object.hasOwn(this.#form, field) && isDeepStrictEqual(this.#form[field], value)) return;
    const cleared = this.#dependants(field);
    this.#form = {
      ...Object.fromEntries(Object.entries(this.#form).filter(([name]) => !cleared.has(name))),
      [field]: value,
    };
  }

  #dependants(field: string): Set<string> {
    const found = new Set<string>();
    const visit = (changed: string) => {
      for (const step of this.#steps)
        if (step.dependsOn.includes(changed) && step.field !== field && !found.has(step.field)) {
          found.add(step.field);
          visit(step.field);
        }
    };
    visit(field);
    return found;
  }
}
