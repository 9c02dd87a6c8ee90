// Sums, days and sentences are shared with the other engines; who asks the law needs them too.
@_exported import Exact
