/** The permissions that routes require. */
export type Permission = 'read' | 'export' | 'record' | 'import' | 'administer';

const PERMISSIONS = {
  viewer: ['read', 'export'],
  editor: ['read', 'export', 'record'],
  importer: ['read', 'export', 'record', 'import'],
  admin: ['read', 'export', 'record', 'import', 'administer'],
} as const satisfies Record<string, readonly Permission[]>;

export type Role = keyof typeof PERMISSIONS;
export const ROLES = Object.keys(PERMISSIONS) as readonly Role[];

export const permissionsOf = (role: Role): readonly Permission[] => PERMISSIONS[role];

export function isRole(text: unknown): text is Role {
  return typeof text === 'string' && Object.hasOwn(PERMISSIONS, text);
}

export function may(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[role] as readonly Permission[]).includes(permission);
}
