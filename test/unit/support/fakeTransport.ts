import type { HttpRequest, HttpResponse, Transport } from '../../../src/clouds/transport';

export type Answer = (request: HttpRequest) => Promise<HttpResponse> | HttpResponse;

/** A transport that answers what a test says, the last answer for ever, and keeps what was asked. */
export class FakeTransport implements Transport {
  readonly reads: HttpRequest[] = [];
  readonly writes: HttpRequest[] = [];

  constructor(private answers: readonly Answer[]) {}

  read(request: HttpRequest): Promise<HttpResponse> {
    this.reads.push(request);
    return this.answer(request);
  }

  write(request: HttpRequest): Promise<HttpResponse> {
    this.writes.push(request);
    return this.answer(request);
  }

  private async answer(request: HttpRequest): Promise<HttpResponse> {
    const [first, ...rest] = this.answers;
    if (rest.length > 0) this.answers = rest;
    if (!first) throw new Error('no answer was given');
    return await first(request);
  }
}

export const json =
  (body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer =>
  () => ({ status, headers, body: JSON.stringify(body) });

export const apiError = (code: string, status = 400, more: object = {}, headers = {}): Answer =>
  json({ Code: code, Message: `about ${code}`, RequestId: 'REQ-1', HostId: 'h', ...more }, status, headers);
