import type { ProductReader, Resource } from '../inventory/estate';

interface Found {
  readonly words: readonly string[];
  readonly resources: readonly Resource[];
}

/** What narrows the tree: only resources in whose name, id, region, facts or tags each typed word is found. */
export class ResourceFilter {
  #text = '';
  #words: readonly string[] = [];
  /** What was found last in a list, which is another list once anything in it has changed. */
  #found = new WeakMap<readonly Resource[], Found>();
  /** What is looked through of a resource besides its name, id and region, while anything is typed. */
  #facts = new WeakMap<Resource, string>();

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
    if (!this.isOn) {
      this.#found = new WeakMap();
      this.#facts = new WeakMap();
    }
    return !same;
  }

  shows(reader: ProductReader, resource: Resource): boolean {
    return this.#words.every((word) => this.#hasWord(reader, resource, word));
  }

  /** Those of a list that are shown, in its order. Quick where the list is one that it was asked about before. */
  of(reader: ProductReader, resources: readonly Resource[]): readonly Resource[] {
    if (!this.isOn) return resources;
    const words = this.#words;
    const before = this.#found.get(resources);
    if (before?.words === words) return before.resources;
    // Who types on narrows what was found before.
    const among = before && narrows(words, before.words) ? before.resources : resources;
    const found = { words, resources: among.filter((resource) => this.shows(reader, resource)) };
    this.#found.set(resources, found);
    return found.resources;
  }

  /** One thing after the other: most are found by their name, and the facts have to be put together first. */
  #hasWord(reader: ProductReader, resource: Resource, word: string): boolean {
    return (
      has(resource.name, word) ||
      has(resource.id, word) ||
      has(resource.region, word) ||
      this.#factsOf(reader, resource).includes(word)
    );
  }

  #factsOf(reader: ProductReader, resource: Resource): string {
    const known = this.#facts.get(resource);
    if (known !== undefined) return known;
    // No word has a line break in it.
    const facts = [...reader.facts(resource), ...(reader.tags?.(resource) ?? [])].join('\n').toLowerCase();
    this.#facts.set(resource, facts);
    return facts;
  }
}

const has = (text: string, word: string): boolean => text.toLowerCase().includes(word);

/** Whether what has these words has those, too. */
const narrows = (words: readonly string[], wider: readonly string[]): boolean =>
  wider.every((each) => words.some((word) => word.includes(each)));
