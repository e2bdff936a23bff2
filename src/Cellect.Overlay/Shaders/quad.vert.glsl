#version 410 core

uniform vec4 uRectangle; // x, y, width, height; pixels, y down
uniform vec2 uViewport;

out vec2 vTexture;

void main()
{
    vTexture = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    vec2 pixel = uRectangle.xy + vTexture * uRectangle.zw;
    gl_Position = vec4((pixel / uViewport * 2.0 - 1.0) * vec2(1.0, -1.0), 0.0, 1.0);
}
