#include "tests/support/pch.hpp"
