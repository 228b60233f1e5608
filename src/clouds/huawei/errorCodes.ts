import { text, withValues, type Text } from '../text';

/** What happened, and what to do. */
type Sentences = readonly [explanation: Text, advice: Text];

const REPORT = text('Try again in a while. If it stays, give the request id to the cloud’s support.');
const INPUT = text('Check the values entered; the cloud’s own message says which one it means.');
const WHERE = text('Check that the region of the profile is one that offers the service.');

const GATEWAY: Readonly<Record<string, Sentences>> = {
  'APIGW.0101': [text('{host} does not offer {operation} ({code}).'), WHERE],
  'APIGW.0103': [text('{host} has nothing behind it that serves {operation} ({code}).'), REPORT],
  'APIGW.0104': [text('{host} has nothing behind it that serves {operation} ({code}).'), REPORT],
  'APIGW.0105': [text('The gateway of {host} failed to pass {operation} on ({code}).'), REPORT],
  'APIGW.0106': [text('The gateway of {host} failed to pass {operation} on ({code}).'), REPORT],
  'APIGW.0201': [
    text('The gateway of {host} could not pass {operation} on or got no answer to it ({code}).'),
    REPORT,
  ],
  'APIGW.0302': [
    text('The user of profile {profile} may not call {operation} ({code}).'),
    text('Ask the account’s administrator for an IAM policy that allows it.'),
  ],
  'APIGW.0306': [
    text('Access to {operation} is denied for profile {profile} ({code}).'),
    text('Ask the account’s administrator for an IAM policy that allows it.'),
  ],
  'APIGW.0307': [
    text('The token of profile {profile} is not valid in {region} ({code}).'),
    text('Check the region, then get a new temporary access key and enter it in the profile.'),
  ],
  'APIGW.0308': [
    text('The cloud limits how often {operation} may be called ({code}).'),
    text('Wait a moment, then try again. The cloud’s own message names the limit.'),
  ],
  'APIGW.0310': [
    text('The project of profile {profile} in {region} is not available ({code}).'),
    text('Check in the console whether the project is suspended or the account is in arrears.'),
  ],
  'APIGW.0402': [
    text('The cloud does not accept {operation} from this machine’s address ({code}).'),
    text('Ask the account’s administrator which networks may be used.'),
  ],
};

const invalid = (what: Text): Sentences => [
  withValues(text('DAS refused {operation}: {what} is not valid ({code}).'), { what }),
  INPUT,
];

/** Data Admin Service. */
const DAS: Readonly<Record<string, Sentences>> = {
  'DAS.200002': [
    text('DAS limits how often {operation} may be called ({code}).'),
    text('Wait a moment, then try again.'),
  ],
  'DAS.200051': [
    text('DAS did not accept who profile {profile} says it is ({code}).'),
    text('Check the profile’s access key and that it belongs to this project.'),
  ],
  'DAS.200100': invalid(text('a parameter')),
  'DAS.200101': invalid(text('the start of the time range')),
  'DAS.200102': invalid(text('the end of the time range')),
  'DAS.200103': invalid(text('the offset')),
  'DAS.200104': invalid(text('the size of the page')),
  'DAS.200105': invalid(text('the order')),
  'DAS.200106': invalid(text('the field to order by')),
  'DAS.200107': invalid(text('the engine')),
  'DAS.200108': invalid(text('the database')),
  'DAS.200109': invalid(text('the script')),
  'DAS.200110': invalid(text('the state of the lock')),
  'DAS.200111': invalid(text('the kind of lock')),
  'DAS.200112': invalid(text('the database user’s id')),
  'DAS.200113': invalid(text('the project id')),
  'DAS.200114': invalid(text('the instance id')),
  'DAS.220003': [
    text('DAS does not know the database user ({code}).'),
    text('Refresh, then check the user’s name.'),
  ],
  'DAS.5010': [
    text('DAS does not know the connection ({code}).'),
    text('Refresh: it may have been deleted.'),
  ],
  'DAS.5052': [
    text('DAS does not know the shared connection ({code}).'),
    text('Refresh: it may have been deleted.'),
  ],
};

const BUSY: Sentences = [
  text('The instance is busy, so {operation} was refused ({code}).'),
  text('Wait until the other operation on the instance has ended, then try again.'),
];

/** RDS and the other database services. */
const DBS: Readonly<Record<string, Sentences>> = {
  'DBS.111205': [
    text(
      'The service did not answer {operation} in time; it may have been carried out all the same ({code}).',
    ),
    text('Read the live state before trying again.'),
  ],
  'DBS.200001': [text('{operation} was refused: a parameter is not valid ({code}).'), INPUT],
  'DBS.200002': [
    text('The service does not know the instance in {region} ({code}).'),
    text('Refresh: it may have been deleted.'),
  ],
  'DBS.200004': [
    text('The instance does not allow {operation} as it is now ({code}).'),
    text('Check its status.'),
  ],
  'DBS.200010': [
    text('The instance does not belong to the project of profile {profile} in {region} ({code}).'),
    text('Check region and project of the profile.'),
  ],
  'DBS.200011': BUSY,
  'DBS.200019': BUSY,
  'DBS.200047': BUSY,
  'DBS.201014': BUSY,
  'DBS.201015': BUSY,
};

/** IAM's, which are HTTP statuses; 401 is about the key (see `explain`). */
const IAM: Readonly<Record<string, Sentences>> = {
  '400': [text('IAM refused {operation}: a parameter is not valid.'), INPUT],
  '403': [
    text('The user of profile {profile} may not call {operation} of IAM.'),
    text('Ask the account’s administrator for an IAM policy that allows it.'),
  ],
  '404': [text('IAM does not know what {operation} asked for.'), text('Check the region and the project.')],
  '500': [text('IAM had an error of its own in {operation}.'), REPORT],
  '503': [text('IAM is not available.'), REPORT],
};

/** What the documented codes mean and what to do: sentences with the fields of `Args`. */
export const CODES: Readonly<Record<string, Sentences>> = { ...GATEWAY, ...DAS, ...DBS, ...IAM };
