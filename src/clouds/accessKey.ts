/** An access key, with a security token where it is a temporary one. Never logged, never shown. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}
