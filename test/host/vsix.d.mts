/** The file that `npm run package` makes. */
export declare const VSIX: string;
export declare function installVsix(
  extensions: string,
  host?: 'newest' | 'oldest',
  vsix?: string,
): Promise<string>;
