import type { CloudError } from '../../clouds/cloudError';
import { text, type Text } from '../../clouds/text';

interface Words {
  readonly explanation: Text;
  readonly advice: Text;
}

const AGAIN = text('Correct it in the tool’s file, then edit the profile to take it over again.');

/** What the documented codes of AssumeRole mean, and what to do; undefined for those of every call. */
export function roleWords({ code = '', cloudMessage = '' }: CloudError): Words | undefined {
  if (code === 'NoPermission' && /root account/i.test(cloudMessage))
    return {
      explanation: text('The account’s own key may not take on roles ({code}).', { code }),
      advice: text(
        'Use the key of a RAM user in the tool’s file, then edit the profile to take it over again.',
      ),
    };
  if (code === 'NoPermission')
    return {
      explanation: text('The cloud does not let its keys take on the role ({code}).', { code }),
      advice: text(
        'The user needs sts:AssumeRole (policy AliyunSTSAssumeRoleAccess), and the role’s trust policy must name the user and, where it wants one, the external ID.',
      ),
    };
  if (code === 'EntityNotExist.Role')
    return { explanation: text('The role does not exist ({code}).', { code }), advice: AGAIN };
  if (code === 'InvalidParameter.DurationSeconds')
    return {
      explanation: text('The role does not allow a session of that length ({code}).', { code }),
      advice: text(
        'Lower expired_seconds in the tool’s file or raise the role’s maximum, then edit the profile to take it over again.',
      ),
    };
  const parameter = /^InvalidParameter\.(\w+)$/.exec(code)?.[1];
  return parameter === undefined
    ? undefined
    : {
        explanation: text('The cloud does not take its {parameter} ({code}).', { parameter, code }),
        advice: AGAIN,
      };
}
