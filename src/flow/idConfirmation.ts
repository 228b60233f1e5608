/**
 * Whether what was typed is the resource's id: exactly, upper and lower case included; only blanks around it do not
 * count. The one place where this is decided.
 */
export const isResourceId = (typed: string, id: string): boolean => id !== '' && typed.trim() === id;
