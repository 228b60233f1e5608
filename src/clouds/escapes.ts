/** Double and single quote as pages write them: left alone, or as different encoders escape them. */
const QUOTES = [
  ['"', "'"],
  ['&quot;', "'"],
  ['&quot;', '&#39;'],
  ['&quot;', '&#039;'],
  ['&quot;', '&#x27;'],
  ['&quot;', '&apos;'],
  ['&#34;', '&#39;'],
] as const;

/** A text as HTML and XML write it, by each way of writing quotes. */
export const htmlEscaped = (value: string): readonly string[] =>
  QUOTES.map(([double, single]) =>
    value
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', double)
      .replaceAll("'", single),
  );

/** What encoders of JSON write as \uXXXX though they need not: nothing, Go, Gson, .NET, and everything. */
const ESCAPED_IN_JSON = ['', '<>&', "<>&='", '<>&\'"+`', undefined] as const;

/** A text as it stands in a JSON string, by each way of escaping more than JSON asks for. */
export const jsonEscaped = (value: string): readonly string[] =>
  ESCAPED_IN_JSON.flatMap((escaped) =>
    ['ascii', 'all'].flatMap((kept) => {
      const isEscaped = (unit: string): boolean =>
        escaped === undefined || escaped.includes(unit) || (kept === 'ascii' && unit > '\x7f');
      return [lowerHex, upperHex].map((hex) =>
        value
          .split('')
          .map((unit) => (isEscaped(unit) ? `\\u${hex(unit)}` : JSON.stringify(unit).slice(1, -1)))
          .join(''),
      );
    }),
  ).flatMap((spelt) => [spelt, spelt.replaceAll('/', '\\/')]);

const lowerHex = (unit: string): string => unit.charCodeAt(0).toString(16).padStart(4, '0');
const upperHex = (unit: string): string => lowerHex(unit).toUpperCase();
