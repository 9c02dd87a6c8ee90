// Exact numbers, sentences and JSON are shared with the other engines; who asks for scores needs them too.
@_exported import Exact
