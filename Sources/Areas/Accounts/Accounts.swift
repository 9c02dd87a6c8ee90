// The room's list comes here.
