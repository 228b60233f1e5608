import type { HuaweiService } from './servedOperation';

/** A refusal in the words of the service or of the gateway before it. */
export class HuaweiRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The key or what was signed with it is wrong. Counts towards the lock. */
export const keyRefused = (why: string): HuaweiRefusal =>
  new HuaweiRefusal(401, 'APIGW.0301', `Incorrect IAM authentication information: ${why}`);

/** The codes of a service for what any operation can come to; that DAS has one for a failure of its own is a guess. */
interface Codes {
  readonly field: string;
  readonly project: string;
  readonly broken: string;
}

const DBS: Codes = { field: 'DBS.200001', project: 'DBS.200010', broken: 'DBS.111200' };

const CODES: Readonly<Record<HuaweiService, Codes>> = {
  iam: { field: '400', project: '403', broken: '500' },
  das: { field: 'DAS.200100', project: 'DAS.200113', broken: 'DAS.200500' },
  rds: DBS,
  dds: DBS,
  taurusdb: DBS,
  sharedGaussdb: DBS,
  gaussdb: { ...DBS, broken: 'DBS.00114000' },
  // It documents no code for another's project.
  ddm: { field: 'DBS.280001', project: 'DBS.280001', broken: 'DBS.200412' },
};

/** The codes that DAS has for some fields. */
const DAS_FIELDS: Readonly<Record<string, string>> = {
  offset: 'DAS.200103',
  limit: 'DAS.200104',
  datastore_type: 'DAS.200107',
  engine_type: 'DAS.200107',
  instance_id: 'DAS.200114',
};

export function fieldRefused(service: HuaweiService, field: string, message: string): HuaweiRefusal {
  const own = service === 'das' ? DAS_FIELDS[field] : undefined;
  return new HuaweiRefusal(400, own ?? CODES[service].field, message);
}

export const projectRefused = (service: HuaweiService): HuaweiRefusal =>
  new HuaweiRefusal(
    400,
    CODES[service].project,
    service === 'das' ? 'The project_id is invalid.' : 'Authentication failed.',
  );

export const broken = (service: HuaweiService): HuaweiRefusal =>
  new HuaweiRefusal(500, CODES[service].broken, 'Internal server error.');

/**
 * The codes of the console's own calls to DAS, which have fewer digits and come in a form of their own. What names the
 * message in it is a guess; the vendor's Terraform reads the code alone.
 */
const CONSOLE_CODE = /^DAS\.\d{1,4}$/;

/** The body of a refusal in the form that each service has; only the gateway names the request in it. */
export function refusalBody(
  { status, code, message }: HuaweiRefusal,
  service: HuaweiService,
  requestId: string,
): Record<string, unknown> {
  if (code.startsWith('APIGW.')) return { error_msg: message, error_code: code, request_id: requestId };
  if (service === 'iam') return { error: { code: status, message, title: TITLES[status] ?? 'Error' } };
  if (service === 'ddm') return { errCode: code, externalMessage: message };
  if (service === 'das' && CONSOLE_CODE.test(code)) return { errorCodeStr: code, errorMsg: message };
  return { error_code: code, error_msg: message };
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  500: 'Internal Server Error',
};

/** What is said to whoever calls too often: the gateway's, with status 429, and DAS's own, with 400. */
export const THROTTLING: Readonly<Record<string, string>> = {
  'APIGW.0308':
    'The throttling threshold has been reached: policy user over ratelimit,limit:10,time:1 minute',
  'DAS.200002': 'Frequent requests. Try again later.',
};
