import type { RequestLogEntry } from '../clouds/cloudClient';
import { redact } from '../clouds/redact';
import { requestLine, wentWell } from './requestLine';

/** What the log needs of VS Code's LogOutputChannel. */
export interface LogChannel {
  info(message: string): void;
  warn(message: string): void;
}

/** One line a request in the output channel, and no secret. In English, as logs are. */
export class RequestLog {
  readonly #channel: LogChannel;

  constructor(channel: LogChannel) {
    this.#channel = channel;
  }

  write(entry: RequestLogEntry): void {
    const line = requestLine(redact(clipped(entry)));
    if (wentWell(entry)) this.#channel.info(line);
    else this.#channel.warn(line);
  }
}

/** Masking takes long on endless texts, and nobody reads them here. */
const clipped = (entry: RequestLogEntry): RequestLogEntry =>
  Object.fromEntries(
    Object.entries(entry).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'string' ? value.slice(0, 500) : value,
    ]),
  ) as unknown as RequestLogEntry;
