# One library a folder: plumb_library(NAME SOURCES … PUBLIC … PRIVATE …), one test program a folder likewise.

add_library(plumb_flags INTERFACE)
target_compile_options(plumb_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wnon-virtual-dtor
    -Woverloaded-virtual -Wimplicit-fallthrough)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 reports maybe-uninitialized inside std::optional and std::variant at -O2: not an error.
    target_compile_options(plumb_flags INTERFACE -Wduplicated-cond -Wlogical-op -Wno-error=maybe-uninitialized)
endif()
if(PLUMB_SANITIZE)
    target_compile_options(plumb_flags INTERFACE -fsanitize=${PLUMB_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
    target_link_options(plumb_flags INTERFACE -fsanitize=${PLUMB_SANITIZE})
    if(PLUMB_SANITIZE_NOT)
        # UBSan's checks of every pointer that is followed: half of the time to compile, and ASan stops at the same places.
        target_compile_options(plumb_flags INTERFACE -fno-sanitize=${PLUMB_SANITIZE_NOT})
    endif()
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        # clang 14 cannot put what this check needs before a coroutine: "Cannot represent a difference across sections".
        target_compile_options(plumb_flags INTERFACE -fno-sanitize=function)
    endif()
endif()
if(PLUMB_HARDEN)
    target_compile_options(plumb_flags INTERFACE
        -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fcf-protection -D_GLIBCXX_ASSERTIONS)
    target_link_options(plumb_flags INTERFACE -Wl,-z,relro,-z,now -pie)
endif()
target_compile_definitions(plumb_flags INTERFACE JSON_USE_IMPLICIT_CONVERSIONS=0 BOOST_ASIO_NO_DEPRECATED)

# The release and the check preset compile several sources of a folder together (a header is read once for all of them: a third of the
# time). ALONE are the sources whose own names (a table called kRules, kTable) another of the folder has too; APART are compiled
# together, but not with SOURCES.
function(plumb_library name)
    cmake_parse_arguments(arg "" "" "SOURCES;APART;ALONE;PUBLIC;PRIVATE" ${ARGN})
    add_library(${name} STATIC ${arg_SOURCES} ${arg_APART} ${arg_ALONE})
    set_source_files_properties(${arg_ALONE} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    if(arg_APART)
        set_target_properties(${name} PROPERTIES UNITY_BUILD_MODE GROUP)
        set_source_files_properties(${arg_SOURCES} PROPERTIES UNITY_GROUP together)
        set_source_files_properties(${arg_APART} PROPERTIES UNITY_GROUP apart)
    endif()
    target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR}/bot ${PROJECT_SOURCE_DIR})
    target_link_libraries(${name} PUBLIC ${arg_PUBLIC} PRIVATE plumb_flags ${arg_PRIVATE})
endfunction()

# Optimising a test under a sanitizer takes longer than running it: its source compiles in half the time without.
if(PLUMB_SANITIZE)
    set(PLUMB_TEST_OPTIMISATION -O0)
endif()

# plumb_tests(NAME LABEL unit SOURCES … LINK …): a Catch2 program; its main is compiled once for all. Cases that share a program
# run as one ctest entry, so that `ctest -L unit` is not spent on starting processes; what waits for a disk, a socket, a picture or
# another process is `integration`. Tests stay apart where the libraries are
# compiled together.
function(plumb_tests name)
    cmake_parse_arguments(arg "" "LABEL" "SOURCES;LINK" ${ARGN})
    add_executable(${name} ${arg_SOURCES} $<TARGET_OBJECTS:plumb_test_main>)
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
    target_link_libraries(${name} PRIVATE plumb_flags ${arg_LINK} Catch2::Catch2)
    target_compile_options(${name} PRIVATE -fpch-preprocess ${PLUMB_TEST_OPTIMISATION})
    target_precompile_headers(${name} REUSE_FROM plumb_test_main)
    set_target_properties(${name} PROPERTIES UNITY_BUILD OFF)
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES LABELS ${arg_LABEL} TIMEOUT 120)
endfunction()
