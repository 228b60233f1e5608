export declare function installVsix(extensions: string): Promise<string>;
