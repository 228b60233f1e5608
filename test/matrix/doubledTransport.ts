import { createNodeTransport } from '../../src/clouds/nodeTransport';
import {
  type HttpRequest,
  type HttpResponse,
  type Transport,
  TransportError,
} from '../../src/clouds/transport';

/** What happens to a request on its way, instead of being forwarded. */
export type OnTheWay = (request: HttpRequest, forward: () => Promise<HttpResponse>) => Promise<HttpResponse>;

/** A write as it went over the wire. */
export interface Sent {
  readonly at: number;
  readonly window: string;
  readonly request: HttpRequest;
  /** Whether the sender could not know what became of it. */
  ambiguous: boolean;
}

/** A healthy network to the sample cloud over real sockets, and what tests put in its way. */
export class DoubledTransport {
  readonly writes: Sent[] = [];
  /** All that the windows sent, reads too, in order, and what came back. */
  readonly exchanges: { answer?: HttpResponse }[] = [];
  /** Exchanges with real sockets that are not over: the virtual clock has to wait for them. */
  private busy = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly real = createNodeTransport();
  private writeFaults: { left: number; readonly act: OnTheWay }[] = [];
  private readFault: OnTheWay | undefined;

  constructor(
    private readonly now: () => number,
    private readonly isAmbiguous: (answer: HttpResponse, request: HttpRequest) => boolean,
  ) {}

  /** The next writes meet these, each as often as it says; the ones after them go through. */
  spoilWrites(...faults: readonly { readonly times: number; readonly act: OnTheWay }[]): void {
    this.writeFaults = faults.map(({ times, act }) => ({ left: times, act }));
  }

  /** All reads meet this until it is taken away. */
  spoilReads(act: OnTheWay | undefined): void {
    this.readFault = act;
  }

  forward(way: 'read' | 'write', request: HttpRequest): Promise<HttpResponse> {
    return this.counted(this.real[way]({ ...request, timeoutMs: 20_000 }));
  }

  /** The network as one window has it. */
  of(window: string): Transport {
    return {
      read: (request) => {
        const forward = () => this.forward('read', request);
        return this.noted(this.readFault ? this.readFault(request, forward) : forward());
      },
      write: async (request) => {
        const sent: Sent = { at: this.now(), window, request, ambiguous: false };
        this.writes.push(sent);
        const fault = this.writeFaults.find(({ left }) => left > 0);
        if (fault) fault.left -= 1;
        const forward = () => this.forward('write', request);
        try {
          const response = await this.noted(fault ? fault.act(request, forward) : forward());
          sent.ambiguous = this.isAmbiguous(response, request);
          return response;
        } catch (error) {
          sent.ambiguous = !(error instanceof TransportError) || error.mayHaveBeenSent;
          throw error;
        }
      },
    };
  }

  private async noted(answer: Promise<HttpResponse>): Promise<HttpResponse> {
    const exchange: { answer?: HttpResponse } = {};
    this.exchanges.push(exchange);
    return (exchange.answer = await answer);
  }

  async counted<T>(work: Promise<T>): Promise<T> {
    this.busy += 1;
    try {
      return await work;
    } finally {
      this.busy -= 1;
      if (this.busy === 0) for (const wake of this.waiting.splice(0)) wake();
    }
  }

  /** Waits until nothing is under way; whether that was so from the beginning. */
  async idle(): Promise<boolean> {
    if (this.busy === 0) return true;
    await new Promise<void>((resolve) => this.waiting.push(resolve));
    return false;
  }
}

/** The parameters of a signed request, those in its form included. */
export const parametersOf = ({ url, body = '' }: HttpRequest): Record<string, string> =>
  Object.fromEntries([...new URL(url).searchParams, ...new URLSearchParams(body)]);

/** What makes a signed request a new one: a header, or a parameter in the RPC style. */
export const nonceOf = (request: HttpRequest): string | undefined =>
  request.headers['x-acs-signature-nonce'] ?? parametersOf(request)['SignatureNonce'];
