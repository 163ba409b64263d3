import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { callerQuery } from '../api/queries.js';
import { currentKey, onKeyChange } from './key.js';

type Permission = 'read' | 'export' | 'record' | 'import' | 'administer';

/** The signed-in user and the permissions of the key; the service checks each request again. */
export function useCaller() {
  const key = useSyncExternalStore(onKeyChange, currentKey);
  const { data } = useQuery({ ...callerQuery(key), enabled: key !== null });
  const may = (permission: Permission): boolean =>
    key !== null && (data?.permissions.includes(permission) ?? false);
  const { role = null, actor = null, name = null } = (key === null ? undefined : data) ?? {};
  return { key, role, actor, name, may };
}
