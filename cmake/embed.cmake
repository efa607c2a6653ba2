# timbre_embed(<target> <namespace> <name> <file>): the file's bytes as
#   extern std::string_view <namespace>::<name>   declared in <name>.embed.h
# so that a page is edited as a page and shipped inside the binary.
function(timbre_embed target namespace name file)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${name}.embed)
  set(script ${CMAKE_SOURCE_DIR}/cmake/embed_file.cmake)
  add_custom_command(OUTPUT ${out}.h ${out}.cpp
    COMMAND ${CMAKE_COMMAND} -DIN=${CMAKE_CURRENT_SOURCE_DIR}/${file} -DOUT=${out} -DNAME=${name} -DNAMESPACE=${namespace} -P ${script}
    DEPENDS ${file} ${script} VERBATIM)
  target_sources(${target} PRIVATE ${out}.cpp ${out}.h)
  target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
  # All of them as one target: static analysis needs these headers and nothing else that a build makes.
  if(NOT TARGET timbre_embedded)
    add_custom_target(timbre_embedded)
  endif()
  add_custom_target(timbre_embedded_${name} DEPENDS ${out}.h)
  add_dependencies(timbre_embedded timbre_embedded_${name})
endfunction()

# timbre_embed_page(<target>): the page that tools/setup.sh built from web/, as server/page_files.h declares it. Without
# npm there is none, and the server says so in its place.
function(timbre_embed_page target)
  set(page ${CMAKE_SOURCE_DIR}/build/web)
  if(NOT EXISTS ${page}/stamp)
    file(MAKE_DIRECTORY ${page}/dist)
    file(TOUCH ${page}/stamp)
  endif()
  set(out ${CMAKE_CURRENT_BINARY_DIR}/page_files.cpp)
  set(script ${CMAKE_SOURCE_DIR}/cmake/embed_folder.cmake)
  add_custom_command(OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DIN=${page}/dist -DOUT=${out} -P ${script}
    DEPENDS ${page}/stamp ${script} VERBATIM)
  target_sources(${target} PRIVATE ${out})
endfunction()
