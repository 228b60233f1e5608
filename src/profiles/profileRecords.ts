/** One stored profile, as it was written: this version or another one may have done that. */
export interface ProfileRecord {
  readonly id: string;
  /** Undefined where it is no JSON. */
  readonly value: unknown;
}

/** Where the public parts of the profiles are kept, for all windows of this VS Code. */
export interface ProfileRecords {
  /** As they are now, in the order they were added. Throws what the file system says, where there is trouble. */
  all(): readonly ProfileRecord[];
  /** Adds or replaces one, whole or not at all. Rejects where it cannot be stored. */
  write(id: string, value: unknown): Promise<void>;
  remove(id: string): Promise<void>;
  /** After something may have changed, also by another window. */
  onDidChange(listener: () => void): { dispose(): void };
}
