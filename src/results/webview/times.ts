import { el } from './dom';

/** Times in the person's own zone, with UTC beside them. */
export class Times {
  readonly #day: Intl.DateTimeFormat;
  readonly #time: Intl.DateTimeFormat;

  constructor(language: string) {
    const locale = supported(language);
    this.#day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
    this.#time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
  }

  /** `at` in milliseconds since the epoch. `day` says whether the date is shown too. */
  element(at: number, day: boolean): HTMLElement {
    const iso = new Date(at).toISOString();
    const utc = `${day ? iso.slice(0, 10) + ' ' : ''}${iso.slice(11, 19)} UTC`;
    return el(
      'time',
      { title: iso, attributes: { datetime: iso } },
      (day ? this.#day : this.#time).format(at),
      ' ',
      el('span', { class: 'utc' }, utc),
    );
  }
}

function supported(language: string): string | undefined {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language)[0];
  } catch {
    return undefined;
  }
}
