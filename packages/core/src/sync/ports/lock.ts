/** A lock that is held. */
export interface LockHeld {
  release(): Promise<void>;
}

/** Who holds a lock. */
export interface LockedBy {
  /** The run's name. */
  readonly run: string;
  /** ISO, by the store's clock; null where it is not told. */
  readonly since: string | null;
}

/** One writing run at a time. */
export interface Lock {
  /** Who holds it; undefined when nobody does. */
  holder(): Promise<LockedBy | undefined>;
  /** Takes the lock or throws StoreError E_LOCKED that says who holds it since when. */
  acquire(holder: { readonly run: string }): Promise<LockHeld>;
}
