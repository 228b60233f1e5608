import { CloudError, type CloudErrorFacts } from '../../clouds/cloudError';
import { text, type Text } from '../../clouds/text';

/** A step that failed on this side of the cloud. */
export const stepError = (explanation: Text, advice: Text, more: Partial<CloudErrorFacts> = {}): CloudError =>
  new CloudError({ kind: 'credentials', explanation, advice, ...more });

/** An error of ClusterDeck's own, without its words: they may quote anything. */
export const failedStep = (): CloudError =>
  stepError(
    text('Something went wrong in ClusterDeck while it got new keys.'),
    text('Report this: it should not happen.'),
  );
