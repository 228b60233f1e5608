import type Mocha from 'mocha';

export declare function recordResults(runner: Mocha.Runner, file: string): void;
