import type { ProductReader, Resource } from '../inventory/estate';

/** What narrows the tree: only resources in whose name, id, region, facts or tags each typed word is found. */
export class ResourceFilter {
  #text = '';
  #words: readonly string[] = [];

  /** As typed; empty where everything is shown. */
  get text(): string {
    return this.#text;
  }

  get isOn(): boolean {
    return this.#words.length > 0;
  }

  /** Tells whether other resources may be shown now. */
  set(text: string): boolean {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const same = words.join(' ') === this.#words.join(' ');
    this.#text = text.trim();
    this.#words = words;
    return !same;
  }

  shows(reader: ProductReader, resource: Resource): boolean {
    if (!this.isOn) return true;
    const { name, id, region } = resource;
    const known = [name, id, region, ...reader.facts(resource), ...(reader.tags?.(resource) ?? [])];
    const searched = known.join('\n').toLowerCase();
    return this.#words.every((word) => searched.includes(word));
  }
}
