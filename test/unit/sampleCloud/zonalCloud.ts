import { type Answer, type CallOptions, CloudUnderTest } from './signedCall';

/** An account as DescribeAccountsZonal tells it. */
export interface AccountAnswer {
  readonly AccountName: string;
  readonly AccountType: string;
  readonly AccountStatus: string;
  readonly AccountDescription: string;
  readonly DatabasePrivileges: readonly { readonly DBName: string; readonly AccountPrivilege: string }[];
}

export interface DatabaseAnswer {
  readonly DBName: string;
  readonly Accounts: readonly {
    readonly AccountName: string;
    readonly AccountPrivilege: string;
    readonly PrivilegeStatus: string;
  }[];
}

export const SINGAPORE = 'polardb.ap-southeast-1.aliyuncs.com';
export const FRANKFURT = 'polardb.eu-central-1.aliyuncs.com';

type Parameters = Readonly<Record<string, string | number | boolean>>;

/** A sample cloud of which a test wants the clusters on ENS. */
export class ZonalCloud extends CloudUnderTest {
  /** The id of a cluster on ENS, by a part of its description. */
  async id(description: string, region = 'ap-southeast-1'): Promise<string> {
    const host = region === 'cn-hangzhou' ? 'polardb.aliyuncs.com' : `polardb.${region}.aliyuncs.com`;
    const { body } = await this.call<{ Items: { DBClusterId: string }[] }>(
      'DescribeDBClustersZonal',
      { RegionId: region, DBClusterDescription: description },
      { host },
    );
    const [found] = body.Items;
    if (!found) throw new Error(`No cluster ${description} on ENS in ${region}.`);
    return found.DBClusterId;
  }

  /** A call for a cluster in Singapore, where another host is not named. */
  zonal<T = Record<string, unknown>>(
    action: string,
    parameters: Parameters,
    how: CallOptions = {},
  ): Promise<Answer<T>> {
    return this.call<T>(action, parameters, { host: SINGAPORE, ...how });
  }

  /** What it is refused with, as `status code`; `200` where it is not. */
  async zonalRefusal(action: string, parameters: Parameters, how: CallOptions = {}): Promise<string> {
    return await this.refusal(action, parameters, { host: SINGAPORE, ...how });
  }

  async accounts(id: string, host = SINGAPORE): Promise<readonly AccountAnswer[]> {
    const { body } = await this.call<{ Accounts: AccountAnswer[] }>(
      'DescribeAccountsZonal',
      { DBClusterId: id },
      { host },
    );
    return body.Accounts;
  }

  async account(id: string, name: string, host?: string): Promise<AccountAnswer | undefined> {
    return (await this.accounts(id, host)).find(({ AccountName }) => AccountName === name);
  }

  async databases(id: string, host = SINGAPORE): Promise<readonly DatabaseAnswer[]> {
    const { body } = await this.call<{ Databases: DatabaseAnswer[] }>(
      'DescribeDatabasesZonal',
      { DBClusterId: id },
      { host },
    );
    return body.Databases;
  }
}
