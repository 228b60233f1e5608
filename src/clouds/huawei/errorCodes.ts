type Sentences = readonly [explanation: string, advice: string];

const REPORT = 'Try again in a while. If it stays, give the request id to the cloud’s support.';
const INPUT = 'Check the values entered; the cloud’s own message says which one it means.';
const WHERE = 'Check that the region of the profile is one that offers the service.';

const GATEWAY: Readonly<Record<string, Sentences>> = {
  'APIGW.0101': ['{host} does not offer {operation} ({code}).', WHERE],
  'APIGW.0103': ['{host} has nothing behind it that serves {operation} ({code}).', REPORT],
  'APIGW.0104': ['{host} has nothing behind it that serves {operation} ({code}).', REPORT],
  'APIGW.0105': ['The gateway of {host} failed to pass {operation} on ({code}).', REPORT],
  'APIGW.0106': ['The gateway of {host} failed to pass {operation} on ({code}).', REPORT],
  'APIGW.0201': [
    'The gateway of {host} could not pass {operation} on or got no answer to it ({code}).',
    REPORT,
  ],
  'APIGW.0302': [
    'The user of profile {profile} may not call {operation} ({code}).',
    'Ask the account’s administrator for an IAM policy that allows it.',
  ],
  'APIGW.0306': [
    'Access to {operation} is denied for profile {profile} ({code}).',
    'Ask the account’s administrator for an IAM policy that allows it.',
  ],
  'APIGW.0307': [
    'The token of profile {profile} is not valid in {region} ({code}).',
    'Check the region, then get a new temporary access key and enter it in the profile.',
  ],
  'APIGW.0308': [
    'The cloud limits how often {operation} may be called ({code}).',
    'Wait a moment, then try again. The cloud’s own message names the limit.',
  ],
  'APIGW.0310': [
    'The project of profile {profile} in {region} is not available ({code}).',
    'Check in the console whether the project is suspended or the account is in arrears.',
  ],
  'APIGW.0402': [
    'The cloud does not accept {operation} from this machine’s address ({code}).',
    'Ask the account’s administrator which networks may be used.',
  ],
};

const invalid = (what: string): Sentences => [
  `DAS refused {operation}: ${what} is not valid ({code}).`,
  INPUT,
];

/** Data Admin Service. */
const DAS: Readonly<Record<string, Sentences>> = {
  'DAS.200002': [
    'DAS limits how often {operation} may be called ({code}).',
    'Wait a moment, then try again.',
  ],
  'DAS.200051': [
    'DAS did not accept who profile {profile} says it is ({code}).',
    'Check the profile’s access key and that it belongs to this project.',
  ],
  'DAS.200100': invalid('a parameter'),
  'DAS.200101': invalid('the start of the time range'),
  'DAS.200102': invalid('the end of the time range'),
  'DAS.200103': invalid('the offset'),
  'DAS.200104': invalid('the size of the page'),
  'DAS.200105': invalid('the order'),
  'DAS.200106': invalid('the field to order by'),
  'DAS.200107': invalid('the engine'),
  'DAS.200108': invalid('the database'),
  'DAS.200109': invalid('the script'),
  'DAS.200110': invalid('the state of the lock'),
  'DAS.200111': invalid('the kind of lock'),
  'DAS.200112': invalid('the database user’s id'),
  'DAS.200113': invalid('the project id'),
  'DAS.200114': invalid('the instance id'),
  'DAS.220003': ['DAS does not know the database user ({code}).', 'Refresh, then check the user’s name.'],
  'DAS.5010': ['DAS does not know the connection ({code}).', 'Refresh: it may have been deleted.'],
  'DAS.5052': ['DAS does not know the shared connection ({code}).', 'Refresh: it may have been deleted.'],
};

const BUSY: Sentences = [
  'The instance is busy, so {operation} was refused ({code}).',
  'Wait until the other operation on the instance has ended, then try again.',
];

/** RDS and the other database services. */
const DBS: Readonly<Record<string, Sentences>> = {
  'DBS.111205': [
    'The service did not answer {operation} in time; it may have been carried out all the same ({code}).',
    'Read the live state before trying again.',
  ],
  'DBS.200001': ['{operation} was refused: a parameter is not valid ({code}).', INPUT],
  'DBS.200002': [
    'The service does not know the instance in {region} ({code}).',
    'Refresh: it may have been deleted.',
  ],
  'DBS.200004': ['The instance does not allow {operation} as it is now ({code}).', 'Check its status.'],
  'DBS.200010': [
    'The instance does not belong to the project of profile {profile} in {region} ({code}).',
    'Check region and project of the profile.',
  ],
  'DBS.200011': BUSY,
  'DBS.200019': BUSY,
  'DBS.200047': BUSY,
  'DBS.201014': BUSY,
  'DBS.201015': BUSY,
};

/** IAM's, which are HTTP statuses; 401 is about the key (see `explain`). */
const IAM: Readonly<Record<string, Sentences>> = {
  '400': ['IAM refused {operation}: a parameter is not valid.', INPUT],
  '403': [
    'The user of profile {profile} may not call {operation} of IAM.',
    'Ask the account’s administrator for an IAM policy that allows it.',
  ],
  '404': ['IAM does not know what {operation} asked for.', 'Check the region and the project.'],
  '500': ['IAM had an error of its own in {operation}.', REPORT],
  '503': ['IAM is not available.', REPORT],
};

/** What the documented codes mean and what to do: sentences with the fields of `Args`. */
export const CODES: Readonly<Record<string, Sentences>> = { ...GATEWAY, ...DAS, ...DBS, ...IAM };
